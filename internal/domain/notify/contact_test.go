package notify

import (
	"reflect"
	"strings"
	"testing"

	"krag/internal/domain"
)

// safe is a contact with nothing to be mended.
func safe() Contact {
	return Contact{May: true, Channel: SMS, Address: domain.NewSecret("600 100 200"), Detail: DetailTime, Lang: "pl"}
}

// flaws are the fields of a contact that need mending.
func flaws(c Contact) string {
	_, err := c.Checked()
	all, _ := err.(domain.Problems)
	fields := make([]string, len(all))
	for i, p := range all {
		fields[i] = p.Field
	}
	return strings.Join(fields, " ")
}

func TestContactChecked(t *testing.T) {
	long := domain.NewSecret(strings.Repeat("ą", MaxName+1))
	for name, c := range map[string]struct {
		change func(*Contact)
		want   string
	}{
		"whole":                      {func(*Contact) {}, ""},
		"no channel":                 {func(c *Contact) { c.Channel = "" }, "channel"},
		"a channel of no kind":       {func(c *Contact) { c.Channel = "fax" }, "channel"},
		"no number":                  {func(c *Contact) { c.Address = domain.Secret{} }, "sms"},
		"a letter to nowhere":        {func(c *Contact) { c.Channel, c.Address = Letter, domain.NewSecret("Kwiatowa 3") }, "letter"},
		"a word needs nothing":       {func(c *Contact) { c.Channel, c.Address = Word, domain.Secret{} }, ""},
		"no is never refused":        {func(c *Contact) { c.May, c.Channel, c.Address, c.From = false, "", domain.Secret{}, 7 }, ""},
		"not a quarter":              {func(c *Contact) { c.From, c.Until = 9*60+10, 17*60 }, "from"},
		"not a quarter at the end":   {func(c *Contact) { c.From, c.Until = 9*60, 17*60+1 }, "until"},
		"over midnight":              {func(c *Contact) { c.From, c.Until = 22*60, 6*60 }, "until"},
		"any hour":                   {func(c *Contact) { c.From, c.Until = 9*60, 9*60 }, ""},
		"too long a name":            {func(c *Contact) { c.Sender = long }, "sender"},
		"a name of two lines":        {func(c *Contact) { c.Sender = domain.NewSecret("Ewa\r\nBcc: a@b.pl") }, "sender"},
		"too long a word":            {func(c *Contact) { c.CodeWord = long }, "code_word"},
		"too long about who answers": {func(c *Contact) { c.Answers = domain.NewSecret(strings.Repeat("a", MaxAnswers+1)) }, "answers"},
		"no detail":                  {func(c *Contact) { c.Detail = "topic" }, "detail"},
		"no language":                {func(c *Contact) { c.Lang = "de" }, "lang"},
		"four reminders":             {func(c *Contact) { c.Reminders = Reminders }, "reminders"},
		"own reminders, and none":    {func(c *Contact) { c.Reminders = []int{} }, "reminders"},
		"a reminder of no kind":      {func(c *Contact) { c.Reminders = []int{5} }, "reminders"},
		"no reminders":               {func(c *Contact) { c.None, c.Reminders = true, []int{} }, ""},
		"everything at once":         {func(c *Contact) { c.Channel, c.Detail, c.Lang = "", "", "" }, "channel detail lang"},
	} {
		one := safe()
		c.change(&one)
		if got := flaws(one); got != c.want {
			t.Errorf("%s: to be mended are %q, want %q", name, got, c.want)
		}
	}
}

func TestContactIsTidied(t *testing.T) {
	c := safe()
	c.Reminders, c.Sender = []int{120, 1440, 120}, domain.NewSecret("  Ewa ")
	got, err := c.Checked()
	if err != nil || got.Address.Reveal() != "+48600100200" || got.Sender.Reveal() != "Ewa" || !reflect.DeepEqual(got.Reminders, []int{1440, 120}) {
		t.Errorf("%q, %q, %v, %v", got.Address.Reveal(), got.Sender.Reveal(), got.Reminders, err)
	}
	c.Channel, c.Address = Letter, domain.NewSecret("\n Ewa Nowak \r\n\r\nKwiatowa 3 \n00-001 Sitno\n")
	if got, err = c.Checked(); err != nil || got.Address.Reveal() != "Ewa Nowak\nKwiatowa 3\n00-001 Sitno" {
		t.Errorf("%q, %v", got.Address.Reveal(), err)
	}
	c.Channel = Word
	if got, err = c.Checked(); err != nil || !got.Address.IsZero() {
		t.Errorf("by word there is an address %q, %v", got.Address.Reveal(), err)
	}
}

func TestReadEmail(t *testing.T) {
	for text, want := range map[string]string{
		"ewa@example.org":                           "",
		"e.w+a_1@Poczta.Example.ORG":                "",
		"":                                          "safe_contact.email.malformed",
		"ewa":                                       "safe_contact.email.malformed",
		"ewa@example":                               "safe_contact.email.malformed",
		"@example.org":                              "safe_contact.email.malformed",
		"ewa@@example.org":                          "safe_contact.email.malformed",
		".ewa@example.org":                          "safe_contact.email.malformed",
		"e..wa@example.org":                         "safe_contact.email.malformed",
		"ewa@example..org":                          "safe_contact.email.malformed",
		"ewa@-example.org":                          "safe_contact.email.malformed",
		"Ewa <ewa@example.org>":                     "safe_contact.email.malformed",
		"ewa@example.org, jan@example.org":          "safe_contact.email.malformed",
		"ewa@example.org\r\nBcc: x@example.org":     "safe_contact.email.malformed",
		"\"e w a\"@example.org":                     "safe_contact.email.malformed",
		"żaba@example.org":                          "safe_contact.email.malformed",
		"ewa@żaba.pl":                               "safe_contact.email.letters",
		strings.Repeat("a", 65) + "@example.org":    "safe_contact.email.malformed",
		"a@" + strings.Repeat("a", 64) + ".pl":      "safe_contact.email.malformed",
		"a@" + strings.Repeat("abcdef.", 40) + "pl": "safe_contact.email.malformed",
	} {
		if _, key := readEmail(text); key != want {
			t.Errorf("%q: %q, want %q", text, key, want)
		}
	}
	if got, _ := readEmail("Ewa@Example.ORG"); got != "Ewa@example.org" {
		t.Errorf("got %q", got)
	}
}

func TestReadPhone(t *testing.T) {
	for text, want := range map[string]string{
		"600100200": "+48600100200", "600 100 200": "+48600100200", "22-123-45-67": "+48221234567", "+48 600 100 200": "+48600100200",
		"0048 600 100 200": "+48600100200", "+380 50 123 45 67": "+380501234567", "00380501234567": "+380501234567", "(22) 123 45 67": "+48221234567",
		"": "", "112": "", "60010020": "", "6001002000": "", "+48 600 100 20": "", "+48 060 100 200": "", "+0 123 456 789": "", "+48 600 abc 200": "",
		"+1234567890123456": "", "600+100200": "", "061123456": "",
	} {
		got, key := readPhone(text)
		if (key == "") != (want != "") || want != "" && got != want {
			t.Errorf("%q: %q, %q; want %q", text, got, key, want)
		}
	}
}

// TestSenderCanStandInALetter: a sender that no letter can be from would have every
// e-mail refused, and what nobody sees has no place in a name.
func TestSenderCanStandInALetter(t *testing.T) {
	for name, right := range map[string]bool{
		"Ciocia Ewa": true, "Ewa <3": true, "Ewa\u2028Basia": false, "Ewa\u2029": true, "E\u202ewa": false, "E\u200bwa": false, "E\xffwa": false, "Ewa\tBasia": false,
	} {
		c := safe()
		c.Sender = domain.NewSecret(name)
		if _, err := c.Checked(); (err == nil) != right {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestSame(t *testing.T) {
	a := safe()
	b := a
	b.Version, b.By, b.MadeAt, b.Stop = 7, domain.NewID[domain.UserID](), domain.SystemClock.Now(), domain.NewSecret("x")
	if !a.Same(b) {
		t.Error("who saved it and when makes another contact")
	}
	b.Reminders = []int{}
	if a.Same(b) {
		t.Error("own reminders are as the group has it")
	}
	if b = a; !b.Same(a) {
		t.Fatal("a copy is another")
	}
	if b.CodeWord = domain.NewSecret("x"); a.Same(b) {
		t.Error("another word is the same contact")
	}
}
