package group

// RuleLimits is the key of the rule that says where confidentiality ends: when
// somebody's life or health is at risk. No agreement is without it.
const RuleLimits = "limits"

// Rule is one sentence or two that a group agrees to. The key stays when the
// words change, so that two versions can be laid side by side.
type Rule struct {
	Key   string
	Text  string
	Fixed bool // its words may be changed, but it may not be left out
}

// AgreementTemplate is where a group starts from when it writes its agreement.
type AgreementTemplate struct {
	Slug       string
	Title      string
	Aim        string      // for which groups, in plain words
	Kinds      []Kind      // made for these kinds; empty: any
	Characters []Character // made for groups that mostly do this; empty: any
	Opennesses []Openness  // made for groups that are open in this way; empty: any
	Rules      []Rule
}
