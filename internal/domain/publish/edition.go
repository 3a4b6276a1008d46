package publish

import (
	"time"

	"krag/internal/domain"
)

// Schema is the version of the JSON form of an Edition.
const Schema = 1

// Lang is the language of words: pl, uk or en.
type Lang string

// The languages.
const (
	Polish    Lang = "pl"
	Ukrainian Lang = "uk"
	English   Lang = "en"
)

// Langs lists them, the first being what others fall back to.
var Langs = []Lang{Polish, Ukrainian, English}

// Edition is a card in one language exactly as its readers see it: every
// number is already decided for the public, and nothing stands in it that may
// not be read by everybody. All renderings are made of it.
type Edition struct {
	Schema     int        `json:"schema"`
	No         int        `json:"edition"` // 1 is the first publication; 0 while it is only a preview
	Template   string     `json:"template"`
	Slug       string     `json:"slug"`
	Lang       Lang       `json:"lang"`
	Title      string     `json:"title"`
	TitleLang  Lang       `json:"title_lang"`
	Lead       string     `json:"lead,omitempty"` // one or two sentences for lists and search engines
	LeadLang   Lang       `json:"lead_lang,omitempty"`
	Kind       string     `json:"kind"` // of card, in the edition's language: "karta praktyki"
	Publisher  Publisher  `json:"publisher"`
	Areas      []string   `json:"areas"`   // codes from the root of the tree of areas to the card's own
	MadeUp     bool       `json:"made_up"` // a demonstration: its people and meetings are invented
	Parts      []Part     `json:"parts"`
	FirstAt    time.Time  `json:"first_published_at"` // UTC
	At         time.Time  `json:"published_at"`       // UTC, of this edition
	Changes    []Change   `json:"changes,omitempty"`  // what was corrected, the newest first
	Protection Protection `json:"protection"`
	Glossary   []Term     `json:"glossary,omitempty"` // words that not everybody knows
}

// Publisher is the institution that stands behind a card.
type Publisher struct {
	Name        string `json:"name"`
	Profile     string `json:"profile"` // welfare or community
	Place       string `json:"place,omitempty"`
	Voivodeship string `json:"voivodeship,omitempty"` // TERYT code
	Contact     string `json:"contact,omitempty"`     // as the institution wants it to be public
}

// Change is a visible note of what a correction changed.
type Change struct {
	Edition int       `json:"edition"`
	At      time.Time `json:"at"` // UTC
	Note    string    `json:"note"`
}

// Protection says how the numbers of an edition were protected.
type Protection struct {
	Hidden  int `json:"hidden"`  // counts left out so that nobody is recognised
	Rounded int `json:"rounded"` // counts rounded to the nearest five
	Exact   int `json:"exact"`   // counts that the institution decided to say exactly
}

// Part is a tab of a card: the summary, the full account, the attachments.
type Part struct {
	Key      string    `json:"key"`
	Title    string    `json:"title"`
	Sections []Section `json:"sections"`
}

// Section is a heading with its blocks in order.
type Section struct {
	Key    string  `json:"key"`
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks"`
}

// Block is one piece of a section; exactly one of its pointers is set. Words
// of people are in the language Lang, which is not the edition's where no
// translation was written; every rendering says so.
type Block struct {
	Title   string   `json:"title,omitempty"` // a heading under the section's; empty for none
	Lang    Lang     `json:"lang"`
	Text    *Text    `json:"text,omitempty"`
	Facts   *Facts   `json:"facts,omitempty"`
	Results *Results `json:"results,omitempty"`
	Costs   *Costs   `json:"costs,omitempty"`
	Groups  *Groups  `json:"groups,omitempty"`
	Steps   *Steps   `json:"steps,omitempty"`
	Files   *Files   `json:"files,omitempty"`
}

// Text is what a person wrote: paragraphs and lists in their order.
type Text struct {
	Pieces []Piece `json:"pieces"`
}

// Piece is a paragraph, or with Items a list, Ordered where its order matters.
type Piece struct {
	Paragraph string   `json:"paragraph,omitempty"`
	Items     []string `json:"items,omitempty"`
	Ordered   bool     `json:"ordered,omitempty"`
}

// Facts are names with what they stand for: the metryka.
type Facts struct {
	Rows []Fact `json:"rows"`
}

// Fact is one of them; several values are a list. Of a fact that nobody told,
// Missing says so, in the edition's language; the values are then whom to ask.
type Fact struct {
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Missing string   `json:"missing,omitempty"`
	Values  []string `json:"values"`
	Lang    Lang     `json:"lang"`
}

// Form is how a result is known, as in package outcome.
type Form string

// The forms.
const (
	FormCount Form = "count" // so many
	FormAll   Form = "all"   // everybody; how many is not said
	FormShare Form = "share" // so many of so many
	FormGroup Form = "group" // the group as a whole; no number belongs to it
	FormWords Form = "words" // recorded in words, which stay words
)

// Results are what one group, or the programme as a whole, achieved.
type Results struct {
	Of   string   `json:"of,omitempty"` // the group; empty for the programme as a whole
	Rows []Result `json:"rows"`
}

// Result is one of them. N and Of are set as the form asks; a FormAll that may
// not be shown is a FormCount that is hidden, so that nobody can tell which.
type Result struct {
	Indicator string      `json:"indicator"`
	Form      Form        `json:"form"`
	People    bool        `json:"people"` // whether its numbers are people
	N         *Number     `json:"n,omitempty"`
	Of        *Number     `json:"of,omitempty"`
	Who       string      `json:"who,omitempty"`
	Words     string      `json:"words,omitempty"`
	Context   string      `json:"context,omitempty"`
	When      string      `json:"when,omitempty"`
	Quote     string      `json:"quote,omitempty"` // left out where it would tell a hidden or rounded number
	Source    string      `json:"source,omitempty"`
	Rests     domain.UUID `json:"-"` // the outcome behind it, for staff
}

// Shown is how much the public sees of a number.
type Shown string

// The ways to show a number. Counts of things that are not people are exact.
const (
	Hidden   Shown = "hidden"   // fewer than Below, or all, or none: which of them is not told
	Withheld Shown = "withheld" // not said, so that a hidden neighbour cannot be worked out
	Between  Shown = "between"  // from N to To, for the same reason
	Rounded  Shown = "rounded"  // to the nearest five
	Exact    Shown = "exact"
)

// Number is a number as the public sees it. Hidden ones hold no trace of
// their value.
type Number struct {
	Shown Shown `json:"shown"`
	N     int   `json:"n,omitempty"`     // 0 when hidden or withheld
	To    int   `json:"to,omitempty"`    // between: the upper end
	Below int   `json:"below,omitempty"` // hidden: the bound of the rule

	// Kept is set only in a draft: the number will be exact for everybody, and
	// until then is shown as the institution shows it to who works elsewhere.
	Kept bool `json:"-"`
}

// Costs are what a programme cost and where the money came from. Amounts are
// grosze. Unpriced says what no amount tells, where one of them is zero.
type Costs struct {
	Rows     []CostRow     `json:"rows"`
	Total    domain.Grosze `json:"total"`
	Unpriced string        `json:"unpriced,omitempty"`
	Sources  []Money       `json:"sources,omitempty"`
}

// CostRow is one cost. Zero is a statement, too: no money was spent on it.
type CostRow struct {
	Item     string        `json:"item"`
	Category string        `json:"category"`
	Name     string        `json:"category_name"`
	Amount   domain.Grosze `json:"amount"`
	Funder   string        `json:"funder,omitempty"`
	Note     string        `json:"note,omitempty"`
}

// Money is a source of money.
type Money struct {
	Funder  string        `json:"funder"`
	For     string        `json:"for,omitempty"`
	Granted bool          `json:"granted"`
	Amount  domain.Grosze `json:"amount,omitempty"` // 0 when it is not known
}

// Groups are a programme's groups with their lives.
type Groups struct {
	Rows        []GroupRow `json:"rows"`
	Independent int        `json:"independent"` // how many stand on their own; groups are not people
}

// GroupRow is one group. Meetings are counted only where none of them is made up.
type GroupRow struct {
	Name      string  `json:"name"`
	Kind      string  `json:"kind"`
	KindName  string  `json:"kind_name"`
	Period    string  `json:"period,omitempty"`
	Audience  string  `json:"audience,omitempty"`
	Rhythm    string  `json:"rhythm,omitempty"`
	Stage     string  `json:"stage"`
	StageName string  `json:"stage_name"`
	Life      []Stage `json:"life,omitempty"`
	Meetings  int     `json:"meetings,omitempty"`

	// How the group has agreed to work, for whoever begins one like it.
	Character   string `json:"character,omitempty"`
	Openness    string `json:"openness,omitempty"`
	Accompanied int    `json:"accompanied,omitempty"` // meetings that a member of staff accompanies
	Sensitive   bool   `json:"sensitive,omitempty"`
}

// Stage is a step of a group's life, by the day, month or year as it is known.
type Stage struct {
	Stage string `json:"stage"`
	Name  string `json:"name"`
	On    string `json:"on"` // 2024, 2024-05 or 2024-05-06
}

// Steps are a path in time: the way to the premises.
type Steps struct {
	Rows []Step `json:"rows"`
}

// Step is one of them.
type Step struct {
	Key  string `json:"key,omitempty"`
	Name string `json:"name,omitempty"` // "potrzeba", "wniosek", "dotacja", "prace", "sala"
	When string `json:"when,omitempty"`
	Text string `json:"text"`
}

// Files are what is attached and public.
type Files struct {
	Rows []File `json:"rows"`
}

// File is an attachment. One that is only named has no Href.
type File struct {
	Name  string `json:"name"`
	About string `json:"about,omitempty"`
	Type  string `json:"type,omitempty"` // media type
	Size  int64  `json:"size,omitempty"` // bytes
	Href  string `json:"href,omitempty"`
}
