package sheet

import (
	"strings"
	"testing"
)

func TestJoinKeepsLanguages(t *testing.T) {
	text := Join(": ", T("8 kobiet").Strong(), nil, T(" "), In("pl", "praca"))
	if got := text.String(); got != "8 kobiet: praca" {
		t.Errorf("joined: %q", got)
	}
	if text.Lang() != "" || In("pl", "praca").Lang() != "pl" || Text(nil).Lang() != "" {
		t.Error("the language of a text is that of all its spans")
	}
	if !text[0].Bold || text[1].Bold || text[2].Lang != "pl" {
		t.Errorf("voices and languages moved: %v", text)
	}
}

func TestVoicesLeaveTheTextAlone(t *testing.T) {
	plain := T("słowa")
	if loud, quiet := plain.Strong(), plain.Quiet(); !loud[0].Bold || !quiet[0].Soft || plain[0].Bold || plain[0].Soft {
		t.Error("a voice is of a copy")
	}
}

func TestEmptyIsWhatNobodySees(t *testing.T) {
	for say, want := range map[string]bool{"": true, " \n\u00a0": true, "\u200d\ufe0f\u2060": true, "\u0301": true, "-": false, " a": false, "💚": false} {
		if got := T(say).Empty(); got != want {
			t.Errorf("%q is empty: %v", say, got)
		}
	}
}

func TestTiedAsEachLanguageHasIt(t *testing.T) {
	text := Text{{Say: "w domu – i u nas"}, {Say: " у нас", Lang: "uk"}, {Say: " a house", Lang: "en"}}
	got := strings.ReplaceAll(text.Tied("pl").String(), "\u00a0", "_")
	if want := "w_domu_– i_u_nas у_нас a house"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestClean(t *testing.T) {
	for say, want := range map[string]string{
		"a\u0328": "ą", "x\u00ady": "xy", "a\x00\x1fb": "ab", "a\tb\u2003c": "a b c", "\xff": "\ufffd", "w\u00a0d": "w\u00a0d", "a\nb": "a\nb", "👩\u200d👧": "👩\u200d👧",
	} {
		if got := Clean(say); got != want {
			t.Errorf("%q is cleaned to %q, want %q", say, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	s := Sheet{Address: "https://krag.example/practices/a"}
	for link, want := range map[string]string{
		"": "", "/files/b": "https://krag.example/files/b", "c": "https://krag.example/practices/c", "http://example.org/ą ć": "http://example.org/%C4%85%20%C4%87",
		"mailto:dom@example.org": "mailto:dom@example.org", "javascript:x": "", "file:///etc/passwd": "", "://": "",
	} {
		if got := s.Resolve(link); got != want {
			t.Errorf("%q leads to %q, want %q", link, got, want)
		}
	}
	if got := (Sheet{}).Resolve("/files/b"); got != "" {
		t.Errorf("without a home, a relative link leads to %q", got)
	}
}

func TestSentence(t *testing.T) {
	if got := (Finding{Figure: "8", Text: T("kobiet: praca")}).Sentence().String(); got != "8\u00a0kobiet: praca" {
		t.Errorf("%q", got)
	}
	if got := (Finding{Text: T("Praca")}).Sentence().String(); got != "Praca" {
		t.Errorf("%q", got)
	}
}
