package cli

import (
	"fmt"
	"io"
	"strings"

	"krag/internal/domain/authz"
)

const policyHead = `# Who may do what

Made of the rules in the program by ` + "`krag policy > docs/policy.md`" + `; a test keeps it
current. What no rule allows is denied.

How far a permission reaches: **anywhere**, no institution is involved;
**institution**, anything in one's own; **own groups**, only the groups one
hosts or belongs to; **self**, only one's own account or person. What lies
beyond is answered as if it were not there.

| action | who | why |
|---|---|---|
`

// Run prints docs/policy.md.
func (policyCmd) Run(t *terminal) error { return writePolicy(t.out, newPolicy(false)) }

func writePolicy(w io.Writer, policy *authz.Policy) error {
	if _, err := io.WriteString(w, policyHead); err != nil {
		return err
	}
	for _, r := range policy.Rules() {
		if _, err := fmt.Fprintf(w, "| `%s` | %s | %s |\n", r.Action, who(r.Who), r.Why); err != nil {
			return err
		}
	}
	return nil
}

// who lists roles in the order of their trust, each with how far it reaches.
func who(roles map[authz.Role]authz.Reach) string {
	var parts []string
	for _, role := range authz.Roles {
		if reach, ok := roles[role]; ok {
			parts = append(parts, string(role)+": "+string(reach))
		}
	}
	return strings.Join(parts, ", ")
}
