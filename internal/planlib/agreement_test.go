package planlib

import (
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"krag/internal/domain/group"
	"krag/internal/i18n"
)

func templates(t *testing.T) *Library[group.AgreementTemplate] {
	t.Helper()
	l, err := Agreements()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// frame is an agreement without its words.
func frame(a group.AgreementTemplate) group.AgreementTemplate {
	a.Title, a.Aim, a.Rules = "", "", slices.Clone(a.Rules)
	for i := range a.Rules {
		a.Rules[i].Text = ""
	}
	return a
}

func TestLanguagesHaveTheSameAgreements(t *testing.T) {
	l := templates(t)
	if n := len(l.All(i18n.Polish)); n < 5 {
		t.Errorf("there are %d agreements, want 5 at least", n)
	}
	for _, lang := range i18n.Langs[1:] {
		if a, b := len(l.All(lang)), len(l.All(i18n.Polish)); a != b {
			t.Errorf("%s has %d agreements, Polish %d", lang, a, b)
		}
		for _, a := range l.All(i18n.Polish) {
			other, ok := l.Find(lang, a.Slug)
			if a, b := frame(a), frame(other); !ok || !reflect.DeepEqual(a, b) {
				t.Errorf("%s: %s is there %v and is\n%+v, in Polish\n%+v", lang, a.Slug, ok, b, a)
			}
		}
	}
}

func TestAgreementsAreSound(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, a := range templates(t).All(lang) {
			at := slices.IndexFunc(a.Rules, func(r group.Rule) bool { return r.Key == group.RuleLimits })
			if at < 0 || !a.Rules[at].Fixed {
				t.Errorf("%s/%s does not say where confidentiality ends, or lets it be left out", lang, a.Slug)
			}
			if n := len(a.Rules); n < 8 || n > 14 {
				t.Errorf("%s/%s has %d rules", lang, a.Slug, n)
			}
			var keys []string
			for _, r := range a.Rules {
				if n := utf8.RuneCountInString(r.Text); r.Key == "" || slices.Contains(keys, r.Key) || n < 20 || n > 260 {
					t.Errorf("%s/%s: the rule %q is there twice, too short or too long (%d)", lang, a.Slug, r.Key, n)
				}
				keys = append(keys, r.Key)
			}
		}
	}
}

func TestWordsOfAgreements(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, a := range templates(t).All(lang) {
			if text := a.Slug + " " + a.Title; telling.MatchString(text) {
				t.Errorf("%s: %q says what the group is about", lang, text)
			}
			checkWords(t, lang, a.Slug, a.Title)
			checkWords(t, lang, a.Slug, a.Aim)
			for _, r := range a.Rules {
				checkWords(t, lang, a.Slug, r.Text)
			}
		}
	}
}

func TestWhomAnAgreementIsFor(t *testing.T) {
	for _, a := range templates(t).All(i18n.Polish) {
		for _, k := range a.Kinds {
			if !slices.Contains(group.Kinds, k) {
				t.Errorf("%s is made for %s, which is no kind", a.Slug, k)
			}
		}
		for _, c := range a.Characters {
			if !slices.Contains(group.Characters, c) {
				t.Errorf("%s is made for %s, which is no character", a.Slug, c)
			}
		}
		for _, o := range a.Opennesses {
			if !slices.Contains(group.Opennesses, o) {
				t.Errorf("%s is made for %s, which is no openness", a.Slug, o)
			}
		}
	}
}
