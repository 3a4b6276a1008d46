package bundle

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

func init() { workFactor = 10 }

func newReader(t testing.TB) Reader {
	t.Helper()
	templates, err := publish.NewTemplates()
	if err != nil {
		t.Fatal(err)
	}
	return Reader{Templates: templates, Clock: fixed{}}
}

// fixed is a clock that stands still.
type fixed struct{}

func (fixed) Now() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) }

func on(text string) (w transfer.When) {
	if err := w.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return w
}

const pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" +
	"\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

// full has something of everything that travels.
func full() transfer.Parcel {
	at := time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)
	return transfer.Parcel{
		Format: transfer.Format, Version: transfer.Version, Kind: transfer.Whole, ExportedAt: at,
		From:   transfer.From{Institution: "OPS w Bieruniu", Place: "Bieruń", Voivodeship: "24"},
		Origin: &transfer.Origin{Title: "Klucze", Publisher: "OPS", Address: "https://krag.example.org/pl/practices/klucze"},
		Programme: transfer.Programme{
			Slug: "klucze", Title: "Klucze do sukcesu", Started: on("2002"), MadeUp: true,
			Record:     map[string][]string{"model": {"Grupy „samopomocowe” <tu> & tam."}, "advice": {"Zacznijcie od jednej.", "Nie spieszcie się."}},
			Strategies: []transfer.Strategy{{Title: "Strategia", From: 2005, To: 2013, Attachment: new(0)}},
			Premises:   []transfer.PremisesStep{{Kind: "need", On: on("2003-04"), When: "wiosną", Text: "Potrzebna była sala."}},
			Partners:   []transfer.Partner{{Name: "Policja", Kind: "police"}},
			Contact:    &transfer.Contact{Name: "Kierownik", Email: "ops@example.org"},
		},
		Readiness: &transfer.Readiness{
			Items:     []transfer.Ready{{Item: "room", State: "done", Evidence: "umowa", On: on("2026-01-05")}},
			Allies:    []transfer.Ally{{Name: "Biblioteka", Kind: "culture", Gives: "salę"}},
			Trainings: []transfer.Training{{Topic: "Granice", On: on("2025-10"), Minutes: 180, People: 7}},
		},
		Groups: []transfer.Group{{
			Name: "Grupa kobiet", Neutral: "Grupa czwartkowa", Kind: "violence", Character: "discussion", Openness: "closed",
			Audience: "dla dorosłych", Sensitive: true, Accompanied: 10, Reminders: &[]int{2880, 120}, Roles: []string{"opener", "keys"},
			Description: &transfer.Description{
				About: "Spotykamy się i rozmawiamy.", Langs: []string{"pl", "uk"}, Access: []string{"step_free"}, AccessNote: "winda od podwórza", Least: 6, Most: 12, ClosesAt: 4,
			},
			Steps: []transfer.Step{{Stage: "gathering", On: on("2026-01")}, {Stage: "accompanied", On: on("2026-02-01"), Evidence: "protokół"}},
			Agreements: []transfer.Agreement{
				{Lang: "pl", Rules: agreedRules("Mówimy za siebie."), AgreedOn: on("2026-02-01"), ReviewOn: on("2027-02-01"), Present: 6},
				{Lang: "pl", Rules: agreedRules("Mówimy za siebie i po kolei.")},
			},
			Handover: &transfer.Handover{Until: on("2026-06-01"), Tasks: []transfer.Task{
				{Step: "team", Text: "Kto otwiera salę", Due: on("2026-04-01")}, {Step: "team", Text: "Kto prowadzi", Done: on("2026-03-01")},
			}},
			Meetings: []transfer.Meeting{
				{Series: 1, StartsAt: at, EndsAt: at.Add(time.Hour), Place: "Sala 2", State: "held", Attendance: &transfer.Attendance{Total: 6, Newcomers: 1, Led: "animator", RecordedAt: at.Add(3 * time.Hour)}},
				{Series: 1, StartsAt: at.AddDate(0, 0, 7), EndsAt: at.AddDate(0, 0, 7).Add(time.Hour), State: "cancelled"},
			},
			Outcomes: []transfer.Outcome{{Indicator: "podjęły pracę", Form: "count", Count: new(3), Who: "kobiety"}},
		}},
		Outcomes: []transfer.Outcome{{Indicator: "czują się lepiej", Form: "words", Words: "prawie wszyscy"}},
		Funds:    []transfer.Fund{{Funder: "PPWOW", For: "sala", Granted: true, Amount: 1998200}},
		Costs:    []transfer.Cost{{Item: "Krzesła", Category: "furniture", Amount: 720000, Fund: new(0)}, {Item: "Bieżące", Category: "running"}},
		Hints:    []transfer.Hint{{Kind: transfer.HintIndicator, Text: "ukończyły kurs"}, {Kind: transfer.HintCost, Text: "Herbata", Detail: "running"}},
		Cards:    []transfer.Card{{Template: "practice", Slug: "klucze", Area: "social.welfare", Texts: []transfer.Text{{Section: "title", Lang: "pl", Text: "Klucze"}}}},
		Attachments: []transfer.Attachment{
			{Name: "strategia", Kind: "pdf", About: "strategia gminy", Size: int64(len(pdf)), Content: []byte(pdf)},
			{Name: "film", Kind: "pdf", Size: 19 << 20},
		},
		People: &transfer.People{
			Persons: []transfer.Person{{Pseudonym: domain.NewSecret("Zofia"), MadeUp: true}, {Pseudonym: domain.NewSecret("Ola")}},
			Members: []transfer.Member{{Group: 0, Person: 0, Joined: domain.Date{Year: 2026, Month: 1, Day: 5}}, {Group: 0, Person: 1, Joined: domain.Date{Year: 2026, Month: 1, Day: 5}, Left: domain.Date{Year: 2026, Month: 2, Day: 5}}},
			Present: []transfer.Presence{{Group: 0, Meeting: 0, Persons: []int{0, 1}}},
		},
	}
}

func agreedRules(first string) []transfer.Rule {
	return []transfer.Rule{{Key: "voice", Text: first}, {Key: "limits", Text: "Gdy ktoś jest w niebezpieczeństwie, wołamy pomoc.", Fixed: true}}
}

func written(t testing.TB, p transfer.Parcel, passphrase string) []byte {
	t.Helper()
	content, err := Write(p, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestReadsWhatItWrites: nothing is lost on the way, with its people and
// without, and what is written keeps to the schema.
func TestReadsWhatItWrites(t *testing.T) {
	r := newReader(t)
	for _, passphrase := range []string{"", "trzy ciche słowa"} {
		content := written(t, full(), passphrase)
		keepsToSchema(t, content)
		if bytes.Contains(content, []byte("Zofia")) {
			t.Error("a name stands in the clear")
		}
		p, err := r.Read(content, passphrase)
		if err != nil {
			t.Fatal(err)
		}
		if (p.People != nil) != (passphrase != "") {
			t.Errorf("with the passphrase %q people came: %v", passphrase, p.People != nil)
		}
		if passphrase != "" && (len(p.People.Persons) != 2 || p.People.Persons[0].Pseudonym.Reveal() != "Zofia" || len(p.People.Members) != 2 || !slices.Equal(p.People.Present[0].Persons, []int{0, 1})) {
			t.Error("the people are not the same")
		}
		p.Sealed, p.People = "", nil
		if again := written(t, p, ""); !bytes.Equal(again, written(t, full(), "")) {
			t.Errorf("it is not the same:\n%s", again)
		}
	}
}

func TestWrongPassphrase(t *testing.T) {
	_, err := newReader(t).Read(written(t, full(), "trzy ciche słowa"), "dwa")
	if e, ok := errors.AsType[*domain.Error](err); !ok || e.Key != "bundle.passphrase" {
		t.Errorf("got %v", err)
	}
}

// TestRefusesByPlace mends a file in one place at a time and asks where the
// trouble is said to be.
func TestRefusesByPlace(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string // in the text of the file
		want     string
	}{
		"a count below none":       {`"count": 3`, `"count": -3`, "groups[0].outcomes[0].count outcome.count.range"},
		"a field nobody knows":     {`"made_up": true`, `"made_up": true, "colour": {"a": [1]}`, "programme.colour bundle.read.unknown"},
		"a field twice":            {`"granted": true`, `"granted": true, "granted": false`, "funds[0].granted bundle.read.twice"},
		"text for a number":        {`"amount": 720000`, `"amount": "dużo"`, "costs[0].amount bundle.read.number"},
		"a number for text":        {`"funder": "PPWOW"`, `"funder": 7`, "funds[0].funder bundle.read.text"},
		"half a number":            {`"amount": 720000`, `"amount": 1.5`, "costs[0].amount bundle.read.number"},
		"a list for an object":     {`"origin": {`, `"origin": [], "hints": {`, "origin bundle.read.object"},
		"a fund that is not there": {`"fund": 0`, `"fund": 4`, "costs[0].fund bundle.check.nowhere"},
		"a language nobody knows":  {`"langs": [`, `"langs": ["tlh", `, "groups[0].langs group.langs.unknown"},
		"fewer at most than least": {`"most": 12`, `"most": 4`, "groups[0].most group.size.turned"},
		"a kind nobody knows":      {`"kind": "violence"`, `"kind": "chess"`, "groups[0].kind group.kind.missing"},
		"no form":                  {`"form": "words",`, ``, "outcomes[0].form bundle.read.missing"},
		"a day that is not":        {`"2026-02-01"`, `"2026-02-30"`, "groups[0].steps[1].on bundle.read.date"},
		"a year beyond all":        {`"started": "2002"`, `"started": "9999-12-31"`, "programme.started date.range"},
		"a year before all":        {`"started": "2002"`, `"started": "0001"`, "programme.started date.range"},
		"a moment beyond all":      {`"exported_at": "2026-03-02T16:00:00Z"`, `"exported_at": "2200-01-01T00:00:00Z"`, "exported_at date.range"},
		"a page that is a script":  {`"address": "https://krag.example.org/pl/practices/klucze"`, `"address": "javascript:alert(1)//krag.example.org"`, "origin.address bundle.check.address"},
		"a page that is data":      {`"address": "https://`, `"address": "data:text/html,//`, "origin.address bundle.check.address"},
		"a page of no host":        {`"address": "https://krag.example.org/pl/`, `"address": "https:///pl/`, "origin.address bundle.check.address"},
		"a page of no scheme":      {`"address": "https://`, `"address": "//`, "origin.address bundle.check.address"},
		"a page of somebody":       {`"address": "https://`, `"address": "https://zofia:secret@`, "origin.address bundle.check.address"},
		"no page at all":           {`"address": "https://krag.example.org/pl/practices/klucze"`, `"address": ""`, "origin.address bundle.check.address"},
		"a page too far away":      {`"address": "https://krag.example.org/`, `"address": "https://krag.example.org/` + strings.Repeat("a", 400), "origin.address field.long"},
		"a life in disorder":       {`"2026-02-01"`, `"2025-02-01"`, "groups[0].steps[1].on group.stage.date"},
		"an end before the start":  {`"ends_at": "2026-03-02T17:00:00Z"`, `"ends_at": "2026-03-02T15:00:00Z"`, "groups[0].meetings[0].ends_at meeting.end.before_start"},
		"a reminder nobody has":    {"2880,\n    120", "2880,\n    90", "groups[0].reminders[1] bundle.check.reminder"},
		"a reminder twice":         {"2880,\n    120", "120,\n    120", "groups[0].reminders[1] bundle.check.reminder"},
		"four reminders":           {"2880,\n    120", "2880, 120, 1440, 10080", "groups[0].reminders bundle.read.many"},
		"a role nobody has":        {`"keys"`, `"boss"`, "groups[0].roles turn.role.unknown"},
		"no limits":                {`"limits"`, `"other"`, "groups[0].agreements[0].rules group_agreement.limits.missing"},
		"a rule without words":     {`"Mówimy za siebie."`, `""`, "groups[0].agreements[0].rules[0].text group_agreement.rules.empty"},
		"a rule twice":             {`"voice"`, `"limits"`, "groups[0].agreements[0].rules[1].key bundle.read.twice"},
		"agreed on no day":         {`"agreed_on": "2026-02-01"`, `"agreed_on": "2026-02"`, "groups[0].agreements[0].review_on bundle.check.day"},
		"agreed and not looked at": {`"review_on": "2027-02-01"`, `"review_on": "2026-01-01"`, "groups[0].agreements[0].review_on group_agreement.review_on.range"},
		"agreed in a year to come": {`"agreed_on": "2026-02-01"`, `"agreed_on": "2100-08-01"`, "groups[0].agreements[0].agreed_on group_agreement.on.range"},
		"agreed by nobody":         {`"present": 6`, `"present": 0`, "groups[0].agreements[0].present group_agreement.present.range"},
		"a draft behind":           {`"agreed_on": "2026-02-01",`, ``, "groups[0].agreements[0].agreed_on bundle.read.missing"},
		"a language of drafts":     {`"lang": "pl",`, `"lang": "",`, "groups[0].agreements[0].lang bundle.check.lang"},
		"a task of no step":        {`"step": "team"`, `"step": "later"`, "groups[0].handover.tasks[0].step handover.step.missing"},
		"a task without words":     {`"Kto otwiera salę"`, `""`, "groups[0].handover.tasks[0].text handover.text.missing"},
		"due in a month":           {`"due": "2026-04-01"`, `"due": "2026-04"`, "groups[0].handover.tasks[0].due bundle.check.day"},
		"an end in a year":         {`"until": "2026-06-01"`, `"until": "2026"`, "groups[0].handover.until bundle.check.day"},
		"held and not counted":     {`"state": "cancelled"`, `"state": "held"`, "groups[0].meetings[1].attendance bundle.read.missing"},
		"a section nobody has":     {`"advice": [`, `"advise": [`, "programme.record.advise bundle.read.unknown"},
		"a letter no page shows":   {`"Policja"`, `"Poli\u0000cja"`, "programme.partners[0].name bundle.read.control"},
		"a file that is another":   {`"kind": "pdf",`, `"kind": "png",`, "attachments[0].content bundle.check.content"},
		"a kind of card":           {`"template": "practice"`, `"template": "poster"`, "cards[0].template card.template.missing"},
		"an address nobody has": {`"slug": "klucze",
  "title"`, `"slug": "Klucze!",
  "title"`, "programme.slug programme.slug.form"},
		"too long":              {`"Krzesła"`, `"` + strings.Repeat("ą", 301) + `"`, "costs[0].item field.long"},
		"results in a template": {`"kind": "programme"`, `"kind": "template"`, "groups[0] bundle.check.template"},
	} {
		content := string(written(t, full(), ""))
		if !strings.Contains(content, c.old) {
			t.Errorf("%s: the file has no %s", name, c.old)
			continue
		}
		_, err := newReader(t).Read([]byte(strings.Replace(content, c.old, c.new, 1)), "")
		report, ok := errors.AsType[*Report](err)
		if !ok || !slices.ContainsFunc(report.Problems, func(p *domain.Error) bool { return p.Field+" "+p.Key == c.want }) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// TestRefusesWhole are files of which nothing more is read.
func TestRefusesWhole(t *testing.T) {
	content := string(written(t, full(), ""))
	for name, c := range map[string]struct{ content, want string }{
		"nothing":         {"", "bundle.not_ours"},
		"a picture":       {"\x89PNG\r\n", "bundle.not_ours"},
		"another JSON":    {`{"schema": 1}`, "bundle.not_ours"},
		"a list":          {`[]`, "bundle.not_ours"},
		"a newer Krąg":    {strings.Replace(content, `"version": 1`, `"version": 2`, 1), "bundle.newer"},
		"half of it":      {content[:len(content)/2], "bundle.read.syntax"},
		"more after it":   {content + "{}", "bundle.read.syntax"},
		"far too deep":    {strings.Replace(content, `"made_up": true`, `"x": `+strings.Repeat("[", 5000)+strings.Repeat("]", 5000), 1), "bundle.read.deep"},
		"far too large":   {strings.Repeat(" ", MaxSize+1), "bundle.large"},
		"saved as UTF-16": {string(utf16of(binary.LittleEndian, "\ufeff"+content)), "bundle.encoding"},
		"and the other":   {string(utf16of(binary.BigEndian, "\ufeff"+content)), "bundle.encoding"},
		"without a mark":  {string(utf16of(binary.LittleEndian, content)), "bundle.encoding"},
		"and the other 2": {string(utf16of(binary.BigEndian, content)), "bundle.encoding"},
		"in Windows-1250": {strings.Replace(content, "Bieruń", "Bieru\xf1", 1), "bundle.encoding"},
		"a mark, no more": {"\ufeff", "bundle.not_ours"},
		"two marks":       {"\ufeff\ufeff" + content, "bundle.not_ours"},
		"older than that": {strings.Replace(content, `"version": 1`, `"version": 0`, 1), "bundle.check.version"},
	} {
		_, err := newReader(t).Read([]byte(c.content), "")
		var keys []string
		if report, ok := errors.AsType[*Report](err); ok {
			for _, p := range report.Problems {
				keys = append(keys, p.Key)
			}
		} else if e, ok := errors.AsType[*domain.Error](err); ok {
			keys = append(keys, e.Key)
		}
		if !slices.Contains(keys, c.want) {
			t.Errorf("%s: got %v, want %s", name, keys, c.want)
		}
	}
}

func utf16of(order binary.AppendByteOrder, text string) (b []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// TestSavedByAnEditor: some editors begin a file with the mark U+FEFF, which
// says nothing; the file is read as without it, also when a worker goes on.
func TestSavedByAnEditor(t *testing.T) {
	content := written(t, full(), "")
	p, err := newReader(t).Read(append([]byte("\ufeff"), content...), "")
	if err != nil {
		t.Fatal(err)
	}
	p.Sealed = ""
	if again := written(t, p, ""); !bytes.Equal(again, content) {
		t.Errorf("it is not the same:\n%s", again)
	}
}

// TestTellsAHundred: the rest is a number.
func TestTellsAHundred(t *testing.T) {
	p := full()
	for range 150 {
		p.Costs = append(p.Costs, transfer.Cost{Item: "Krzesła", Category: "gold"})
	}
	_, err := newReader(t).Read(written(t, p, ""), "")
	report, ok := errors.AsType[*Report](err)
	if !ok || len(report.Problems) != 100 || report.More != 50 {
		t.Fatalf("got %v", err)
	}
	if got := report.Problems[99].Field; got != "costs[101].category" {
		t.Errorf("the hundredth is %s", got)
	}
}

// TestSaysOnceWhatIsMissing: of what is not there nothing more is said.
func TestSaysOnceWhatIsMissing(t *testing.T) {
	_, err := newReader(t).Read([]byte(`{"format": "krag-programme", "version": 1}`), "")
	report, ok := errors.AsType[*Report](err)
	if !ok {
		t.Fatal(err)
	}
	var places []string
	for _, p := range report.Problems {
		places = append(places, p.Field)
	}
	if want := []string{"kind", "exported_at", "from", "programme"}; !slices.Equal(places, want) {
		t.Errorf("got %q, want %q", places, want)
	}
}

// TestTooLargeToWrite: nobody gets a file that no Krąg would read.
func TestTooLargeToWrite(t *testing.T) {
	p := full()
	for range 1100 {
		p.Costs = append(p.Costs, transfer.Cost{Item: strings.Repeat("ą", 10_000), Category: "other"})
	}
	if _, err := Write(p, ""); domain.KindOf(err) != domain.KindTooLarge {
		t.Errorf("got %v", err)
	}
}

// FuzzRead: whatever comes, reading ends with a parcel that can be written and
// read again as the same, or with problems that name a place.
func FuzzRead(f *testing.F) {
	content := written(f, full(), "")
	f.Add(content)
	f.Add([]byte(`{"format":"krag-programme","version":1}`))
	f.Add([]byte(`{"format":"krag-programme","version":1,"groups":[{"meetings":[{"attendance":{}}]}],"programme":{"record":{"model":[null]}}}`))
	r := newReader(f)
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := r.Read(content, "")
		if err != nil {
			if report, ok := errors.AsType[*Report](err); ok && (len(report.Problems) == 0 || len(report.Problems) > mostTold) {
				t.Errorf("%d problems", len(report.Problems))
			}
			return
		}
		p.Sealed = ""
		once := written(t, p, "")
		again, err := r.Read(once, "")
		if err != nil {
			t.Fatalf("what was read is refused: %v", err)
		}
		if !bytes.Equal(once, written(t, again, "")) {
			t.Error("it is not the same")
		}
	})
}
