package transfer

import (
	"time"

	"krag/internal/domain/filetype"
)

// Kind says how much of a programme travels.
type Kind string

// The kinds. A whole programme is moved with its past; a template is what
// somebody else begins with: no people, no meetings, no results, no amounts.
const (
	Whole    Kind = "programme"
	Template Kind = "template"
)

// Version is the newest form of a Parcel that this program reads and writes.
const Version = 1

// Format is how a Parcel is told from other files.
const Format = "krag-programme"

// Parcel is everything of a programme that travels, as it stands in a file.
// There are no ids in it: what leans on something else names its place in the
// list, from 0. Places in time are 2024, 2024-05 or 2024-05-06, amounts are
// grosze. The tag most is how many items or characters there may be at most.
type Parcel struct {
	Format      string       `json:"format" most:"40"`
	Version     int          `json:"version"`
	Kind        Kind         `json:"kind" most:"20"`
	ExportedAt  time.Time    `json:"exported_at"` // UTC
	From        From         `json:"from"`
	Origin      *Origin      `json:"origin,omitempty"`
	Programme   Programme    `json:"programme"`
	Readiness   *Readiness   `json:"readiness,omitempty"`
	Groups      []Group      `json:"groups,omitempty" most:"500"`
	Outcomes    []Outcome    `json:"outcomes,omitempty" most:"2000"` // of the programme as a whole
	Funds       []Fund       `json:"funds,omitempty" most:"500"`
	Costs       []Cost       `json:"costs,omitempty" most:"2000"`
	Hints       []Hint       `json:"hints,omitempty" most:"500"`
	Cards       []Card       `json:"cards,omitempty" most:"20"`
	Attachments []Attachment `json:"attachments,omitempty" most:"300"`
	Sealed      string       `json:"people,omitempty" most:"20000000"` // the people, sealed with a passphrase
	People      *People      `json:"-"`                                // nil unless they were unsealed
}

// From is the institution that made the file.
type From struct {
	Institution string `json:"institution" most:"200"`
	Place       string `json:"place,omitempty" most:"200"`
	Voivodeship string `json:"voivodeship,omitempty" most:"2"` // TERYT code
}

// Origin is the published practice that a programme was taken from.
type Origin struct {
	Title     string `json:"title" most:"200"`
	Publisher string `json:"publisher,omitempty" most:"200"`
	Address   string `json:"address" most:"400"`
}

// Programme is the programme itself with its record.
type Programme struct {
	Slug       string              `json:"slug" most:"40"`
	Title      string              `json:"title" most:"200"`
	Started    When                `json:"started,omitzero"`
	MadeUp     bool                `json:"made_up"`
	Record     map[string][]string `json:"record,omitempty" most:"60"`
	Strategies []Strategy          `json:"strategies,omitempty" most:"60"`
	Premises   []PremisesStep      `json:"premises,omitempty" most:"60"`
	Partners   []Partner           `json:"partners,omitempty" most:"40"`
	Contact    *Contact            `json:"contact,omitempty"`
}

// Strategy is a municipal strategy that a programme belongs to. Years are 0
// when not known.
type Strategy struct {
	Title      string `json:"title" most:"300"`
	From       int    `json:"from,omitempty"`
	To         int    `json:"to,omitempty"`
	Note       string `json:"note,omitempty" most:"2000"`
	Attachment *int   `json:"attachment,omitempty"`
}

// PremisesStep is a step on the way to the rooms.
type PremisesStep struct {
	Kind string `json:"kind,omitempty" most:"20"`
	On   When   `json:"on,omitzero"`
	When string `json:"when,omitempty" most:"200"` // in the source's words
	Text string `json:"text" most:"2000"`
}

// Partner is with whom a programme worked.
type Partner struct {
	Name string `json:"name" most:"200"`
	Kind string `json:"kind,omitempty" most:"20"`
}

// Contact is whom others may ask.
type Contact struct {
	Name  string `json:"name,omitempty" most:"200"`
	Email string `json:"email,omitempty" most:"200"`
	Phone string `json:"phone,omitempty" most:"60"`
	Web   string `json:"web,omitempty" most:"200"`
}

// Readiness is what the institution had ready. It is taken over only where
// the new institution has said nothing yet.
type Readiness struct {
	Items     []Ready    `json:"items,omitempty" most:"100"`
	Allies    []Ally     `json:"allies,omitempty" most:"40"`
	Trainings []Training `json:"trainings,omitempty" most:"500"`
}

// Ready is one item of it.
type Ready struct {
	Item     string `json:"item" most:"40"`
	State    string `json:"state" most:"20"`
	Evidence string `json:"evidence" most:"1000"`
	On       When   `json:"on,omitzero"`
}

// Ally is who stands by the institution.
type Ally struct {
	Name  string `json:"name" most:"200"`
	Kind  string `json:"kind,omitempty" most:"20"`
	Gives string `json:"gives,omitempty" most:"200"`
}

// Training is how animators were prepared. Who took part is only a number:
// accounts do not travel.
type Training struct {
	Topic   string `json:"topic" most:"200"`
	On      When   `json:"on"`
	Minutes int    `json:"minutes,omitempty"`
	People  int    `json:"people,omitempty"`
	Record  string `json:"record,omitempty" most:"2000"`
}

// Group is a group with its life, its meetings and its outcomes.
type Group struct {
	Name        string       `json:"name" most:"120"`
	Neutral     string       `json:"neutral" most:"120"`
	Kind        string       `json:"kind" most:"20"`
	KindName    string       `json:"kind_name,omitempty" most:"80"` // where the house calls it otherwise
	Character   string       `json:"character" most:"20"`
	Openness    string       `json:"openness" most:"20"`
	Audience    string       `json:"audience,omitempty" most:"500"`
	Rhythm      string       `json:"rhythm,omitempty" most:"500"`
	Period      string       `json:"period,omitempty" most:"120"`
	Sensitive   bool         `json:"sensitive"`
	Accompanied int          `json:"accompanied"` // agreed number of accompanied meetings
	Description *Description `json:"description,omitempty"`
	Reminders   *[]int       `json:"reminders,omitempty" most:"3"`
	Roles       []string     `json:"roles,omitempty" most:"7"`
	Steps       []Step       `json:"steps,omitempty" most:"100"`
	Agreements  []Agreement  `json:"agreements,omitempty" most:"100"` // edition by edition, the oldest first
	Handover    *Handover    `json:"handover,omitempty"`
	Meetings    []Meeting    `json:"meetings,omitempty" most:"10000"`
	Outcomes    []Outcome    `json:"outcomes,omitempty" most:"500"`
}

// Description is what somebody who looks for a group would ask of it. Whether it is
// shown to anybody is for each institution to say, and does not travel.
type Description struct {
	About      string   `json:"about,omitempty" most:"1500"`
	Langs      []string `json:"langs,omitempty" most:"20"`
	Access     []string `json:"access,omitempty" most:"20"`
	AccessNote string   `json:"access_note,omitempty" most:"200"`
	Least      int      `json:"least,omitempty"`
	Most       int      `json:"most,omitempty"`
	ClosesAt   int      `json:"closes_at,omitempty"` // the meeting from which nobody new comes to a mixed group
}

// Step is a step of a group's life. A group without any is an idea.
type Step struct {
	Stage    string `json:"stage" most:"20"`
	On       When   `json:"on"`
	Evidence string `json:"evidence,omitempty" most:"500"`
}

// Agreement is one edition of what a group agreed on. One without a day is a
// draft, of which there is at most one, the newest. Who accepted it by name does
// not travel.
type Agreement struct {
	Lang     string `json:"lang" most:"2"`
	Rules    []Rule `json:"rules" most:"20"`
	AgreedOn When   `json:"agreed_on,omitzero"`
	ReviewOn When   `json:"review_on,omitzero"`
	Present  int    `json:"present,omitempty"` // by how many it was accepted that day
}

// Rule is a sentence or two that a group agreed to.
type Rule struct {
	Key   string `json:"key" most:"40"`
	Text  string `json:"text" most:"400"`
	Fixed bool   `json:"fixed,omitempty"` // may be worded anew, and not left out
}

// Handover is how staff lets go of a group. Who accompanies it and who takes
// over is for each institution to say, and does not travel.
type Handover struct {
	Until When   `json:"until,omitzero"` // the agreed end of accompanying
	Tasks []Task `json:"tasks,omitempty" most:"60"`
}

// Task is something to be done in one of the steps of a hand-over.
type Task struct {
	Step string `json:"step" most:"20"`
	Text string `json:"text" most:"300"`
	Due  When   `json:"due,omitzero"`
	Done When   `json:"done,omitzero"`
}

// Meeting is a meeting. Those with one number in series were planned together.
type Meeting struct {
	Series     int         `json:"series"` // from 1, within the group
	StartsAt   time.Time   `json:"starts_at"`
	EndsAt     time.Time   `json:"ends_at"`
	Place      string      `json:"place,omitempty" most:"120"`
	State      string      `json:"state" most:"20"`
	Attendance *Attendance `json:"attendance,omitempty"`
}

// Attendance is how many came. Who came is among the people.
type Attendance struct {
	Total      int       `json:"total"`
	Newcomers  int       `json:"newcomers,omitempty"`
	Led        string    `json:"led" most:"20"`
	RecordedAt time.Time `json:"recorded_at"`
}

// Outcome is what was achieved, in the form in which it is known.
type Outcome struct {
	Indicator string `json:"indicator" most:"1000"`
	Form      string `json:"form" most:"20"`
	Count     *int   `json:"count,omitempty"`
	Of        *int   `json:"of,omitempty"`
	Words     string `json:"words,omitempty" most:"1000"`
	Who       string `json:"who,omitempty" most:"60"`
	Context   string `json:"context,omitempty" most:"1000"`
	When      string `json:"when,omitempty" most:"1000"`
	Quote     string `json:"quote,omitempty" most:"1000"`
	Source    string `json:"source,omitempty" most:"1000"`
}

// Fund is a source of money.
type Fund struct {
	Funder  string `json:"funder" most:"300"`
	For     string `json:"for,omitempty" most:"300"`
	Granted bool   `json:"granted"`
	Amount  int64  `json:"amount,omitempty"` // absent when not known
}

// Cost is one thing that was paid for, or that costs nothing on purpose.
type Cost struct {
	Item     string `json:"item" most:"300"`
	Category string `json:"category" most:"20"`
	Amount   int64  `json:"amount"`
	Fund     *int   `json:"fund,omitempty"`
	Note     string `json:"note,omitempty" most:"300"`
}

// HintKind says what a hint is about.
type HintKind string

// The kinds of hints.
const (
	HintIndicator HintKind = "indicator" // what others measured
	HintCost      HintKind = "cost"      // what others paid for
)

// Hint is what those who ran the programme before measured or paid for,
// without their numbers. Detail is of whom an indicator is, or the category of
// a cost.
type Hint struct {
	Kind   HintKind `json:"kind" most:"20"`
	Text   string   `json:"text" most:"1000"`
	Detail string   `json:"detail,omitempty" most:"60"`

	Place int `json:"-"` // in the programme's list, from 1, when read
}

// Card is a card as it was written, with the newest text of each section.
type Card struct {
	Template string `json:"template" most:"60"`
	Slug     string `json:"slug" most:"80"`
	Area     string `json:"area" most:"60"`
	Texts    []Text `json:"texts,omitempty" most:"300"`
}

// Text is what stands in a section in a language.
type Text struct {
	Section string `json:"section" most:"60"`
	Lang    string `json:"lang" most:"2"`
	Text    string `json:"text" most:"20000"`
}

// Attachment is a file of a programme. One without content was too large to
// travel along.
type Attachment struct {
	Name    string `json:"name" most:"200"`
	Kind    string `json:"kind" most:"20"`
	About   string `json:"about,omitempty" most:"500"`
	Size    int64  `json:"size"` // bytes
	Content []byte `json:"content,omitempty" most:"10485760"`

	Traces []filetype.Trace `json:"-"` // found when it was looked into
}
