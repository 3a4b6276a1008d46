package archtest

import (
	"path"
	"strings"
)

// room is a package, or several by a pattern, and whom it may lean on.
type room struct {
	path string   // below the module; a last element * is any one package, ... is any depth
	may  []string // rooms it may import, as patterns of the same kind; its own sub-packages always
	why  string   // why nothing else: said to whoever tries
}

const (
	anyArea = "internal/domain/..."
	onlyCLI = "only cli sees everything: it wires what the others hand in"
)

// kernel is what areas lean on.
var kernel = []string{
	"internal/domain", "internal/domain/authz", "internal/domain/audit",
	"internal/domain/consent", "internal/domain/desk", "internal/domain/outbox",
	"internal/domain/recur", "internal/domain/stats", "internal/domain/filetype",
}

// testRooms hold helpers of tests; no package that ships may import them.
var testRooms = []string{
	"internal/archtest", "internal/torture", "internal/store/storetest", "internal/store/storetest/...",
	"internal/web/webtest", "internal/web/webtest/...", "internal/e2e", "internal/document/pdftest",
}

// rooms is the plan of the house. The first pattern that fits a package is
// its room; a package without one does not belong anywhere yet.
var rooms = []room{
	{"cmd/krag", []string{"internal/cli"}, "main only starts cli, where everything can be tested"},

	{"internal/domain", nil, "the kernel leans on nobody, so that everybody can lean on it"},
	{"internal/domain/authz", kernel, "the kernel knows no area: each area brings its own rules"},
	{"internal/domain/audit", kernel, "a record is ids and actions of any area, so it knows none"},
	{"internal/domain/consent", kernel, "the kernel knows no area"},
	{"internal/domain/desk", kernel, "the reception serves every area, so it knows none"},
	{"internal/domain/outbox", kernel, "the port is for every area, so it knows none"},
	{"internal/domain/recur", kernel, "recurrence is arithmetic of dates"},
	{"internal/domain/stats", kernel, "figures are protected without knowing whose they are"},
	{"internal/domain/filetype", kernel, "what a file is does not depend on whose it is"},
	{"internal/domain/*", kernel, "areas never see each other: a typed id, a flow, a guard port or a read model joins them"},
	{"internal/flow", []string{anyArea}, "a use case knows areas, not where they are stored or shown"},

	{"internal/store/sqldb", []string{"internal/domain"}, "the database under the store knows no table and no area"},
	{"internal/store/vault", []string{"internal/domain", "internal/store/sqldb"}, "sealing knows keys and rows, not what the words mean"},
	{"internal/store/schema", []string{"internal/store/sqldb"}, "migrations are SQL and nothing else"},
	{"internal/store/...", []string{anyArea, "internal/store/...", "internal/job"}, "the store answers areas; SQL never sees the web"},
	{"internal/job", []string{anyArea}, "the queue runs handlers it is given; it knows none"},
	{"internal/deliver", []string{"internal/domain/notify", "internal/domain", "internal/domain/recur", "internal/document/ical", "internal/i18n"}, "a message is sent as notify decided, by whoever is told to send; a meeting goes along as a calendar, which is written in one place"},
	{"internal/document", []string{anyArea, "internal/i18n"}, "a document is made of typed models, not of pages or rows"},
	{"internal/document/sheet", []string{"internal/i18n"}, "a sheet is words in their order, of whatever area, before anybody decides how they look"},
	{"internal/document/typeface", nil, "a font is shapes and widths, whatever is written with it"},
	{"internal/document/pdf", []string{"internal/document/sheet", "internal/document/typeface"}, "paper is set of a sheet, whatever it is about"},
	{"internal/document/ical", []string{"internal/domain", "internal/domain/recur"}, "a calendar is series and words, whatever takes place"},
	{"internal/document/docx", []string{"internal/document/sheet"}, "a file for Word is made of a sheet, whatever it is about"},
	{"internal/bundle", []string{anyArea, "internal/flow"}, "a programme comes in through the same use cases as from a page"},
	{"internal/backup", []string{"internal/domain", "internal/store/sqldb", "internal/store/vault"}, "a backup copies databases and keys, whatever they hold"},
	{"internal/planlib", []string{"internal/domain/plan", "internal/domain/group", "internal/i18n"}, "the library is words in files: it knows what a plan and an agreement are, and in which languages, but nobody who uses them"},
	{"internal/i18n", []string{"internal/domain", "internal/domain/stats"}, "languages know words, not what is said with them"},

	{"internal/web/kit", []string{anyArea, "internal/i18n"}, "components are given what they show"},
	{"internal/web/kit/...", []string{anyArea, "internal/i18n", "internal/web/kit"}, "components are given what they show"},
	{"internal/web/page/gallery", []string{anyArea, "internal/i18n", "internal/web/kit", "internal/web/kit/...", "internal/web/page/..."}, "the gallery shows the pages of every area, with canned data: it asks nobody"},
	{"internal/web/page/...", []string{anyArea, "internal/i18n", "internal/web/kit", "internal/web/kit/..."}, "a page is typed models in, HTML out: it asks nobody"},
	{
		"internal/web",
		[]string{anyArea, "internal/flow", "internal/web/page/...", "internal/web/kit", "internal/web/kit/...", "internal/document", "internal/document/sheet", "internal/document/ical", "internal/bundle", "internal/i18n"},
		"the web asks services and flows; it never sees SQL",
	},
	{"internal/demo", []string{anyArea, "internal/flow"}, "the demo is made by the services the pages use, with no writes of its own"},
	{"internal/cli", []string{"internal/..."}, onlyCLI},

	{"assets/build", nil, "styles and fonts are made before the program, and without it"},

	{"internal/e2e", []string{"internal/..."}, "a walk uses the whole program, as people do"},
	{"internal/torture", nil, "a counter for tests needs nobody"},
	{"internal/archtest", nil, "the rules of the house read files, not packages"},
	{"internal/store/storetest", []string{"internal/domain/...", "internal/store", "internal/store/...", "internal/job", "internal/torture"}, "the conformance suite is about the store"},
	{"internal/store/storetest/...", nil, "a searcher of bytes needs nobody"},
	{"internal/document/pdftest", nil, "who reads a PDF knows the standard, not who wrote it"},
	{"internal/web/webtest", []string{"internal/web/webtest/..."}, "the harness of the pages knows no page"},
	{"internal/web/webtest/...", nil, "the harness of the pages knows no page"},
}

// outside forbids imports that do not come from this house.
var outside = []struct{ from, to, why string }{
	{anyArea, "*.*/...", "areas and their kernel use the standard library only"},
	{anyArea, "database/sql", "an area asks its Store and never sees SQL"},
	{anyArea, "net/http", "an area does not know that there are pages"},
	{anyArea, "os", "an area is handed what it needs: no files, no environment"},
	{"internal/flow", "database/sql", "a flow asks Stores and never sees SQL"},
	{"internal/flow", "net/http", "a flow does not know that there are pages"},
	{"internal/web/...", "database/sql", "the web never sees SQL"},
	{"internal/web/...", "github.com/jackc/pgx/...", "the web never sees SQL"},
	{"internal/web/...", "modernc.org/sqlite/...", "the web never sees SQL"},
	{"internal/demo", "database/sql", "the demo has no writes of its own"},
	{"internal/store/...", "net/http", "SQL never sees the web"},
	{"internal/store/...", "github.com/a-h/templ/...", "SQL never sees the web"},
	{"internal/i18n", "net/http", "languages are chosen by the web and only named here"},
}

// lent lists the outside packages an area may use all the same.
var lent = map[[2]string]string{
	{"internal/domain/account", "github.com/alexedwards/argon2id"}: "hashing passwords is part of what an account is",
}

// roomOf finds the room of a package, nil when it has none.
func roomOf(pkg string) *room {
	for i, r := range rooms {
		if fits(r.path, pkg) && !isTestRoom(r.path, pkg) {
			return &rooms[i]
		}
	}
	return nil
}

// isTestRoom reports that a pattern of the shipped house caught a test room,
// whose own entry stands at the end of the plan.
func isTestRoom(pattern, pkg string) bool {
	return fitsAny(testRooms, pkg) && !fitsAny(testRooms, pattern)
}

// forbidden says why a package may not import another of this house, or
// nothing when it may.
func forbidden(from, to string) string {
	r := roomOf(from)
	switch {
	case r == nil:
		return "it has no room in the plan of the house (internal/archtest/rooms_test.go)"
	case fitsAny(testRooms, to) && !fitsAny(testRooms, from):
		return "helpers of tests never ship"
	case fitsAny(r.may, to), to != "internal/domain" && strings.HasPrefix(to, from+"/") && from != "internal/domain":
		return ""
	}
	return r.why
}

// forbiddenOutside is forbidden for imports from outside the house.
func forbiddenOutside(from, to string) string {
	for l := range lent {
		if l[0] == from && fits(l[1], to) {
			return ""
		}
	}
	for _, o := range outside {
		if fits(o.from, from) && fits(o.to, to) && !fitsAny(testRooms, from) {
			return o.why
		}
	}
	return ""
}

func fitsAny(patterns []string, pkg string) bool {
	for _, p := range patterns {
		if fits(p, pkg) {
			return true
		}
	}
	return false
}

// fits matches a path with a pattern: ... at the end is the package itself
// and everything below it, * stands for one element or a part of one.
func fits(pattern, pkg string) bool {
	base, deep := strings.CutSuffix(pattern, "/...")
	if deep {
		for parts := strings.Split(pkg, "/"); len(parts) > 0; parts = parts[:len(parts)-1] {
			if ok, _ := path.Match(base, strings.Join(parts, "/")); ok {
				return true
			}
		}
		return false
	}
	ok, _ := path.Match(pattern, pkg)
	return ok
}
