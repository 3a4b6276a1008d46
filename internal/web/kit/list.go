package kit

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain/stats"
	"krag/internal/i18n"
)

// Heading opens a page: a quiet line over the title, the title, one sentence
// that says what matters. Its children are the main actions.
type Heading struct {
	Over  string
	Title string
	Lead  string
}

// Term is a name and what it stands for. Of the values the first that is set
// is shown: Body, Need, Text.
type Term struct {
	Name string
	Text string
	Need string // still wants somebody
	Body templ.Component
	Link *Link
}

// Waiting is one thing that waits for the person. Due says since when or until
// when, if that presses.
type Waiting struct {
	Link Link
	Due  string
	Note string
}

// Fact is a condition that is met or not yet. Aside is said of one that does
// not matter here, instead of that it is not met.
type Fact struct {
	Done  bool
	Aside string
	Text  string
	Note  string
	Quiet string // a line below the note: who says so
	Link  *Link
}

// PathStep is a step of a way in time. Doubt is what looks odd about its place,
// for those who may change it.
type PathStep struct {
	Kind, When, Text string
	Doubt            string
	Link             *Link
}

// DateLine is a day to come, or a day that was.
type DateLine struct {
	Day  string
	Text string
	Need string
	Link *Link
}

// Figure is a number large enough to be read from afar, with what it counts.
// One that may not be shown is Worded, as "at least 24".
type Figure struct {
	Value  string
	Label  string
	Worded bool
}

// Achieved is one outcome: a count with the words that follow it, or with
// Count nil words alone, as their source has them.
type Achieved struct {
	Count *stats.Figure
	Text  string
	Note  string
	Link  *Link
}

// discs are shown for a count that may be shown and can be taken in at a glance.
func (a Achieved) discs() int {
	if a.Count == nil || a.Count.Hidden || a.Count.N > 20 {
		return 0
	}
	return a.Count.N
}

// Empty is a page or part that has nothing yet: what will be here, and the
// first step.
type Empty struct {
	Title  string
	Text   string
	Action *Link
}

// Pager leads through a long list. Path is the page's own path and query; the
// number goes in as page=. Of a list that was searched the fields of the search
// are Sought, and the pages are asked for by buttons that send them along to
// Path: the words stand in no address.
type Pager struct {
	At, Of int
	Path   string
	Sought []Kept
}

// turn is a page before or after.
type turn struct {
	text, rel string
	n         int
}

func (p Pager) before(i *i18n.Printer) turn {
	return turn{i.T("kit.pager.previous"), "prev", p.At - 1}
}

func (p Pager) after(i *i18n.Printer) turn { return turn{i.T("kit.pager.next"), "next", p.At + 1} }

func (t turn) number() string { return strconv.Itoa(t.n) }

func (p Pager) to(n int) templ.SafeURL {
	u, err := url.Parse(p.Path)
	if err != nil {
		return "?"
	}
	q := u.Query()
	q.Set("page", strconv.Itoa(n))
	u.RawQuery = q.Encode()
	return templ.SafeURL(u.RequestURI())
}

// Filters narrow a list down by words and choices. The words may be a name or
// tell what a group is about, so they are sent by POST and stand in no address,
// no history and no log of a proxy. Only the catalogue, which is public, puts
// Narrowing into a form by GET.
type Filters struct {
	Action  string   // takes a POST that only looks
	Search  Field    // its Type becomes search
	Selects []Choice // each with an option of empty value for "all"
	More    []Choice // the same, folded away until one of them is chosen
	Clear   *Link    // to the whole list, when something is chosen
}

// open reports whether a folded choice is made, which must not be hidden.
func (f Filters) open() bool {
	return slices.ContainsFunc(f.More, func(c Choice) bool {
		return slices.ContainsFunc(c.Options, func(o Option) bool { return o.Chosen && o.Value != "" })
	})
}

func (f Filters) search() Field { return f.Search.as("search", "", Full) }

// Tab is one part of a thing that has several pages.
type Tab struct {
	Link
	Here bool
}
