package planlib

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
)

// page is how many characters of a plan fit one side of A4 with headings.
const page = 3200

func library(t *testing.T) *Library[plan.Plan] {
	t.Helper()
	l, err := Plans()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// shape is a plan without its words: what the languages share.
func shape(p plan.Plan) plan.Plan {
	p.Title, p.Aim, p.Material, p.Before, p.Watch, p.After = "", "", make([]string, len(p.Material)), make([]string, len(p.Before)), make([]string, len(p.Watch)), make([]string, len(p.After))
	p.Steps = slices.Clone(p.Steps)
	for i, s := range p.Steps {
		p.Steps[i] = plan.Step{Minutes: s.Minutes}
		if s.Say != "" {
			p.Steps[i].Say = "words"
		}
	}
	return p
}

func TestLanguagesHaveTheSamePlans(t *testing.T) {
	l := library(t)
	for _, lang := range i18n.Langs[1:] {
		for _, p := range l.All(lang) {
			if _, ok := l.Find(i18n.Polish, p.Slug); !ok {
				t.Errorf("%s has %s and Polish does not", lang, p.Slug)
			}
		}
		for _, p := range l.All(i18n.Polish) {
			other, ok := l.Find(lang, p.Slug)
			if a, b := shape(p), shape(other); !ok || !reflect.DeepEqual(a, b) {
				t.Errorf("%s: %s is there %v and has the shape\n%+v, in Polish\n%+v", lang, p.Slug, ok, b, a)
			}
		}
	}
}

func TestPlansAreSound(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, p := range library(t).All(lang) {
			var problems domain.Problems
			if p.Check(&problems); problems.Err() != nil {
				t.Errorf("%s/%s: %v", lang, p.Slug, problems)
			}
			if m := p.Minutes(); m < 60 || m > 120 {
				t.Errorf("%s/%s takes %d minutes", lang, p.Slug, m)
			}
			if n := len([]rune(strings.Join(slices.Collect(p.Texts()), ""))); n > page || n < page/3 {
				t.Errorf("%s/%s has %d characters, want at most %d and at least a third of it", lang, p.Slug, n, page)
			}
			if len(p.Material) == 0 || len(p.Before) == 0 || len(p.Watch) < 2 || len(p.After) == 0 || len(p.Steps) < 4 {
				t.Errorf("%s/%s is not complete", lang, p.Slug)
			}
			for _, kind := range p.Kinds {
				if !slices.Contains(group.Kinds, group.Kind(kind)) {
					t.Errorf("%s/%s is made for %s, which is no kind of a group", lang, p.Slug, kind)
				}
			}
		}
	}
}

func TestEveryOccasionAndKindHasAPlan(t *testing.T) {
	all := library(t).All(i18n.Polish)
	if len(all) < 22 {
		t.Errorf("there are %d plans, want 22 at least", len(all))
	}
	for _, o := range plan.Occasions {
		if !slices.ContainsFunc(all, func(p plan.Plan) bool { return p.Occasion == o }) {
			t.Errorf("there is no plan for the occasion %s", o)
		}
	}
	for _, k := range group.Kinds {
		own := func(p plan.Plan) bool { return slices.Contains(p.Kinds, string(k)) }
		if k != group.KindOther && !slices.ContainsFunc(all, own) {
			t.Errorf("there is no plan made for %s", k)
		}
	}
	for _, p := range all {
		if (p.Occasion == plan.OfKind) != (len(p.Kinds) > 0) {
			t.Errorf("%s is for the occasion %s and for the kinds %v", p.Slug, p.Occasion, p.Kinds)
		}
	}
}

// telling are words of what a group may be about, in slugs and titles.
var telling = regexp.MustCompile(`(?i)alco|violen|abus|unemploy|disab|refug|lonel|\bill|alkohol|trzeź|przemoc|bezrob|praca|pracy|niepełn|uchodź|samotn|chor|zdrow|алкогол|твер|насил|безроб|робот|інвал|біжен|самот|хвор|здоров`)

func TestNothingTellsWhatAGroupIsAbout(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, p := range library(t).All(lang) {
			if text := p.Slug + " " + p.Title; telling.MatchString(text) {
				t.Errorf("%s: %q says what the group is about", lang, text)
			}
		}
	}
}

// unsaid are words that we do not say of people, with their stems, what shouts
// or splits, and a Polish plural that speaks of men alone ("we came").
var unsaid = map[i18n.Lang]*regexp.Regexp{
	i18n.Polish:    regexp.MustCompile(`(?i)pacjent|terapi|terapeut|ofiar|sprawc|diagno|podopieczn|klient|użytkownik|kalek|inwalid|alkoholik|grup\p{L}* wsparcia|\p{L}{2}(?:liśmy|liście(?:[^\p{L}]|$))|!|/|\(\p{L}{1,3}\)`),
	i18n.Ukrainian: regexp.MustCompile(`(?i)пацієнт|терап|жертв|кривдник|діагно|підопічн|клієнт|користувач|каліка|інвалід(?:ів|и|а|ом)?(?:[^\p{L}]|$)|алкоголік|!|/|\(\p{L}{1,3}\)`),
	i18n.English:   regexp.MustCompile(`(?i)patient|therap|victim|perpetrator|diagnos|client|\busers?\b|alcoholic|support group|!|/`),
}

// misset finds slips of the press, and letters of the other alphabet: a text
// of Ukrainian has no Latin ones, as it would if it had been left in Polish.
var misset = map[i18n.Lang]*regexp.Regexp{
	i18n.Polish:    regexp.MustCompile(`["“«»']|\p{Cyrillic}| - |—|\.\.\.|  | [.,;:?)]`),
	i18n.Ukrainian: regexp.MustCompile(`["“”„']|\p{Latin}|[ыэъёЫЭЪЁ]| - | – |\.\.\.|  | [.,;:?)]`),
	i18n.English:   regexp.MustCompile(`["„«»']|\p{Cyrillic}|[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]| - |—|\.\.\.|  | [.,;:?)]`),
}

func checkWords(t *testing.T, lang i18n.Lang, slug, text string) {
	t.Helper()
	if found := unsaid[lang].FindString(text); found != "" {
		t.Errorf("%s/%s says %q: %s", lang, slug, found, text)
	}
	if found := misset[lang].FindString(text); found != "" {
		t.Errorf("%s/%s has %q: %s", lang, slug, found, text)
	}
	if strings.TrimSpace(text) != text || !regexp.MustCompile(`\p{L}`).MatchString(text) {
		t.Errorf("%s/%s: no words, or spaces around them: %q", lang, slug, text)
	}
}

func TestWordsOfPlans(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, p := range library(t).All(lang) {
			for text := range p.Texts() {
				checkWords(t, lang, p.Slug, text)
			}
			for _, line := range slices.Concat(p.Before, p.Watch, p.After) {
				if last, _ := utf8.DecodeLastRuneInString(line); last != '.' && last != '?' && last != '”' && last != '»' {
					t.Errorf("%s/%s: a sentence without an end: %s", lang, p.Slug, line)
				}
			}
		}
	}
}

// TestNoTextStaysTheSame finds texts that somebody forgot to translate.
func TestNoTextStaysTheSame(t *testing.T) {
	l := library(t)
	for _, p := range l.All(i18n.Polish) {
		english, _ := l.Find(i18n.English, p.Slug)
		for text := range english.Texts() {
			if slices.Contains(slices.Collect(p.Texts()), text) {
				t.Errorf("%s says in English and in Polish: %s", p.Slug, text)
			}
		}
	}
}

func TestFind(t *testing.T) {
	l := library(t)
	pl, _ := l.Find(i18n.Polish, "first-meeting")
	xx, ok := l.Find(i18n.Pseudo, "first-meeting")
	if !ok || !reflect.DeepEqual(xx, pl) {
		t.Errorf("the pseudo-language has %v, want the Polish one", xx)
	}
	if p, ok := l.Find(i18n.English, "no-such-plan"); ok || p.Slug != "" {
		t.Errorf("found what is not there: %v", p)
	}
	l.All(i18n.Polish)[0].Slug = "changed"
	if l.All(i18n.Polish)[0].Slug == "changed" {
		t.Error("who lists the library can change it")
	}
	if first := l.All(i18n.English)[0]; first.Occasion != plan.First {
		t.Errorf("the library begins with %s", first.Slug)
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	for name, text := range map[string]string{"a mistyped field": "tittle = \"a\"", "no TOML": "title =", "another type": "title = 3"} {
		if _, err := plans(fstest.MapFS{"en/plan/a.toml": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), "en/plan/a.toml") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := agreements(fstest.MapFS{"pl/agreement/a.toml": {Data: []byte("rule = 1")}}); err == nil {
		t.Error("an agreement with a mistyped field was taken")
	}
}
