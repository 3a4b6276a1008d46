package institution

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
)

func TestNewStrategyCheck(t *testing.T) {
	for name, c := range map[string]struct {
		n    NewStrategy
		want string
	}{
		"whole":            {NewStrategy{Title: "Strategia", From: 2005, To: 2013}, ""},
		"one year":         {NewStrategy{Title: "Strategia", From: 2005, To: 2005}, ""},
		"only the end":     {NewStrategy{Title: "Strategia", To: 2013}, ""},
		"without years":    {NewStrategy{Title: "Strategia"}, ""},
		"no title":         {NewStrategy{Title: " ", From: 2005}, "title"},
		"a long title":     {NewStrategy{Title: strings.Repeat("ą", maxName+1)}, "title"},
		"backwards":        {NewStrategy{Title: "Strategia", From: 2013, To: 2005}, "to"},
		"no such years":    {NewStrategy{Title: "Strategia", From: 5, To: 20130}, "from to"},
		"too much to note": {NewStrategy{Title: "Strategia", Note: strings.Repeat("ą", maxItem+1)}, "note"},
	} {
		if got := fields(c.n.Check()); got != c.want {
			t.Errorf("%s: %q to mend, want %q", name, got, c.want)
		}
	}
}

func in(year int) domain.Moment {
	return domain.Moment{Date: domain.Date{Year: year, Month: 1, Day: 1}, Precision: domain.PrecisionYear}
}

func TestDoubts(t *testing.T) {
	step := func(kind PremisesKind, on domain.Moment) PremisesStep {
		return PremisesStep{ID: domain.NewID[domain.PremisesID](), Kind: kind, On: on}
	}
	june := domain.Moment{Date: domain.Date{Year: 2005, Month: 6, Day: 1}, Precision: domain.PrecisionMonth}
	for name, c := range map[string]struct {
		steps []PremisesStep
		want  []Doubt
	}{
		"as it mostly goes":     {[]PremisesStep{step(PremisesNeed, in(2004)), step(PremisesApplication, june), step(PremisesGrant, in(2005)), step(PremisesRoom, in(2006))}, []Doubt{"", "", "", ""}},
		"nothing is known":      {[]PremisesStep{step("", domain.Moment{}), step(PremisesRoom, domain.Moment{})}, []Doubt{"", ""}},
		"a year earlier":        {[]PremisesStep{step(PremisesNeed, in(2005)), step("", domain.Moment{}), step(PremisesRoom, in(2004))}, []Doubt{"", "", DoubtEarlier}},
		"it may be the same":    {[]PremisesStep{step(PremisesNeed, june), step(PremisesRoom, in(2005))}, []Doubt{"", ""}},
		"money nobody asked":    {[]PremisesStep{step(PremisesNeed, in(2005)), step(PremisesGrant, in(2006))}, []Doubt{"", DoubtUnasked}},
		"after one late, again": {[]PremisesStep{step("", in(2010)), step("", in(2004)), step("", in(2005))}, []Doubt{"", DoubtEarlier, DoubtEarlier}},
	} {
		doubts := Doubts(c.steps)
		for i, s := range c.steps {
			if doubts[s.ID] != c.want[i] {
				t.Errorf("%s: step %d is doubted as %q, want %q", name, i, doubts[s.ID], c.want[i])
			}
		}
	}
}

func TestNewPremisesStepCheck(t *testing.T) {
	for name, c := range map[string]struct {
		n    NewPremisesStep
		want string
	}{
		"whole":         {NewPremisesStep{Kind: PremisesRoom, Text: "piwnica"}, ""},
		"without kind":  {NewPremisesStep{Text: "piwnica"}, ""},
		"of which kind": {NewPremisesStep{Kind: "party", Text: "piwnica"}, "kind"},
		"nothing said":  {NewPremisesStep{Text: "\n"}, "text"},
		"too long ago":  {NewPremisesStep{Text: "a", When: strings.Repeat("dawno ", 50)}, "when"},
	} {
		if got := fields(c.n.Check()); got != c.want {
			t.Errorf("%s: %q to mend, want %q", name, got, c.want)
		}
	}
}

func TestContactCheck(t *testing.T) {
	for name, c := range map[string]struct {
		contact Contact
		want    string
	}{
		"none":              {Contact{}, ""},
		"whole":             {Contact{"Sekretariat", "dom@example.org", "+48 (32) 000-00-00", "https://example.org/krag", 1}, ""},
		"only a telephone":  {Contact{Phone: "32 000 00 00"}, ""},
		"a name alone":      {Contact{Name: "Sekretariat"}, "email"},
		"no address":        {Contact{Email: "dom"}, "email"},
		"two addresses":     {Contact{Email: "a@example.org, b@example.org"}, "email"},
		"a name in it":      {Contact{Email: "Dom <dom@example.org>"}, "email"},
		"words for numbers": {Contact{Phone: "proszę pytać"}, "phone"},
		"too few numbers":   {Contact{Phone: "+4"}, "phone"},
		"no such web":       {Contact{Web: "example"}, "web"},
		"a script":          {Contact{Web: "javascript:alert(1)"}, "web"},
		"a password in it":  {Contact{Web: "https://a:b@example.org"}, "web"},
	} {
		if got := fields(c.contact.Check()); got != c.want {
			t.Errorf("%s: %q to mend, want %q", name, got, c.want)
		}
	}
}

func TestCleanPartners(t *testing.T) {
	clean, err := cleanPartners([]Partner{{" Policja ", PartnerPolice}, {"", ""}, {"Pani Zofia", ""}})
	if err != nil || !slices.Equal(clean, []Partner{{"Policja", PartnerPolice}, {"Pani Zofia", ""}}) {
		t.Errorf("%v, %v", clean, err)
	}
	for want, partners := range map[string][]Partner{
		"name_2": {{"a", ""}, {"", PartnerCourt}},
		"kind_1": {{"a", "dragon"}},
		"name_1": {{strings.Repeat("ą", maxTitle+1), ""}},
		"":       slices.Repeat([]Partner{{"a", ""}}, maxListed),
	} {
		if _, err := cleanPartners(partners); fields(err) != want {
			t.Errorf("%v to mend, want %q", err, want)
		}
	}
	if _, err := cleanPartners(slices.Repeat([]Partner{{"a", ""}}, maxListed+1)); err == nil {
		t.Error("there is no end of partners")
	}
	if _, err := cleanAllies([]Ally{{Name: "", Gives: "salę"}}); fields(err) != "name_1" {
		t.Errorf("an ally without a name: %v", err)
	}
}

func TestNewAttachmentCheck(t *testing.T) {
	file := filetype.File{Kind: filetype.PDF, Name: "a", Content: make([]byte, MaxAttachment)}
	if err := (NewAttachment{File: file}).Check(); err != nil {
		t.Errorf("the largest: %v", err)
	}
	file.Content = append(file.Content, 0)
	if err := (NewAttachment{File: file}).Check(); fields(err) != "file" {
		t.Errorf("one byte more: %v", err)
	}
	if err := (NewAttachment{About: strings.Repeat("ą", maxAbout+1)}).Check(); fields(err) != "file about" {
		t.Errorf("no file and too many words: %v", err)
	}
}

func TestReadinessProgressAndNext(t *testing.T) {
	r := readinessOf([]Ready{
		{ReadyItem: ReadyItem{Key: "person"}, State: ReadyDone, Version: 3},
		{ReadyItem: ReadyItem{Key: "room"}, State: ReadyNotUs},
		{ReadyItem: ReadyItem{Key: "asked by an older Krąg"}, State: ReadyDone},
	})
	if done, of := r.Progress(); done != 1 || of != len(ReadyItems)-1 {
		t.Errorf("%d of %d", done, of)
	}
	if next, ok := r.Next(); !ok || next.Key != "hours" {
		t.Errorf("next comes %s", next.Key)
	}
	for i := range r {
		if r[i].Effort == 1 {
			r[i].State = ReadyDone
		}
	}
	if next, _ := r.Next(); next.Key != "consent" {
		t.Errorf("after what is easy comes %s", next.Key)
	}
	for i := range r {
		r[i].State = ReadyDone
	}
	if next, ok := r.Next(); ok {
		t.Errorf("after everything comes %s", next.Key)
	}
}

func TestReadyItemsAreKnownOnce(t *testing.T) {
	seen := map[string]bool{}
	part := 0
	for _, item := range ReadyItems {
		at := slices.Index(ReadyParts, item.Part)
		if seen[item.Key] || item.Effort < 1 || item.Effort > 3 || at < part {
			t.Errorf("%+v is twice there, or out of place", item)
		}
		seen[item.Key], part = true, at
	}
}

func TestNewTrainingCheck(t *testing.T) {
	good := NewTraining{Topic: "Pierwsze spotkanie", On: in(2025), Minutes: 90, Others: 3}
	for want, change := range map[string]func(*NewTraining){
		"":       func(*NewTraining) {},
		"topic":  func(n *NewTraining) { n.Topic = " " },
		"held":   func(n *NewTraining) { n.On = domain.Moment{} },
		"hours":  func(n *NewTraining) { n.Minutes = -1 },
		"others": func(n *NewTraining) { n.Others = maxOthers + 1 },
		"record": func(n *NewTraining) { n.Record = strings.Repeat("ą", maxItem+1) },
	} {
		n := good
		change(&n)
		if got := fields(n.Check()); got != want {
			t.Errorf("%q to mend, want %q", got, want)
		}
	}
}

// TestEveryPartIsReadOnce: a section that has no place in the record would be
// written and never shown.
func TestEveryPartIsReadOnce(t *testing.T) {
	own := []Section{PartStrategy, PartPremises, PartPartners, PartContact, PartFiles}
	all := slices.Concat(Sections, own)
	slices.Sort(all)
	read := slices.Sorted(slices.Values(Parts))
	if !slices.Equal(all, read) {
		t.Errorf("read are %v, written %v", read, all)
	}
	if got := filled(Record{SecAdvice: {"rada"}, SecKind: {"metoda"}}, []Section{PartFiles, PartPremises}); !slices.Equal(got, []Section{SecKind, PartPremises, SecAdvice, PartFiles}) {
		t.Errorf("filled are %v", got)
	}
}
