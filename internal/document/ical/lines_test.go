package ical

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFolding(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for name, c := range map[string]struct{ value, want string }{
		"short":                         {"x", "N:x\r\n"},
		"empty":                         {"", "N:\r\n"},
		"75 octets":                     {a(73), "N:" + a(73) + "\r\n"},
		"76 octets":                     {a(74), "N:" + a(73) + "\r\n a\r\n"},
		"two full lines":                {a(73 + 74), "N:" + a(73) + "\r\n " + a(74) + "\r\n"},
		"three lines":                   {a(73 + 75), "N:" + a(73) + "\r\n " + a(74) + "\r\n a\r\n"},
		"a letter of 2 octets at 75":    {a(72) + "ż", "N:" + a(72) + "\r\n ż\r\n"},
		"a letter of 2 octets up to 75": {a(71) + "żb", "N:" + a(71) + "ż\r\n b\r\n"},
		"one of 3 octets at 74":         {a(71) + "„", "N:" + a(71) + "\r\n „\r\n"},
		"one of 4 octets at 73":         {a(70) + "🎈", "N:" + a(70) + "\r\n 🎈\r\n"},
		"in the second line":            {a(73+72) + "🎈", "N:" + a(73) + "\r\n " + a(72) + "\r\n 🎈\r\n"},
	} {
		var l lines
		if l.add("N", c.value); string(l) != c.want {
			t.Errorf("%s: %q, want %q", name, l, c.want)
		}
	}
}

// TestFoldingLosesNothing: whatever stands in a line, it stands in it again once
// it is put together, and no line is too long or broken inside of a letter.
func TestFoldingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		var l lines
		l.text("SUMMARY", words)
		for line := range strings.SplitSeq(string(l), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("%d octets: %q", len(line), line)
			}
		}
		for _, text := range unfolded(string(l)) {
			p, ok := parseProperty(1, text)
			if want := strings.Join(strings.Fields(clean(newline.Replace(words))), " "); !ok || p.words() != want {
				t.Fatalf("%q became %q, want %q", words, p.words(), want)
			}
		}
	})
}

func TestEscaping(t *testing.T) {
	for words, want := range map[string]string{
		"Sala 2; parter, okno": `Sala 2\; parter\, okno`,
		`C:\kalendarz`:         `C:\\kalendarz`,
		`\n`:                   `\\n`,
		"a\nb\r\nc\rd":         `a\nb\nc\nd`,
		"godzina: 18:00":       "godzina: 18:00",
		`"cudzysłów"`:          `"cudzysłów"`,
		"a\x00b\x1bc\u0085d":   "abcd",
		"a\tb":                 "a\tb",
		"a\xffb":               "a\ufffdb",
		"😀 żółć":               "😀 żółć",
	} {
		var l lines
		if l.text("X", words); string(l) != "X:"+want+"\r\n" {
			t.Errorf("%q is written %q, want %q", words, l, want)
		}
	}
	var l lines
	if l.text("X", "\x00"); len(l) > 0 {
		t.Errorf("nothing is written %q", l)
	}
}

func TestParameters(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Warsaw": "Europe/Warsaw", "(UTC+01:00) Warszawa": `"(UTC+01:00) Warszawa"`, "a;b": `"a;b"`, "a,b": `"a,b"`, `Sala "A", a`: `"Sala 'A', a"`, "a\nb": "ab",
	} {
		if got := parameter(tzid(name)); got != want {
			t.Errorf("%q is written %s, want %s", name, got, want)
		}
	}
}
