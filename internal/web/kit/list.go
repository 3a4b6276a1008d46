package kit

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain/stats"
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
type Figure struct {
	Value string
	Label string
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
// number goes in as page=.
type Pager struct {
	At, Of int
	Path   string
}

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

// Filters narrow a list down by words and choices, with an ordinary GET.
type Filters struct {
	Action  string
	Search  *Field   // its Type becomes search
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
