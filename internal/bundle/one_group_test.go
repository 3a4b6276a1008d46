package bundle

import (
	"bytes"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

var goingGroup = group.Group{
	Name: "Krąg dla opiekunek", Neutral: "Wtorki przy stole", Kind: group.KindHealth, Character: group.Discussion, Openness: group.Mixed,
	Audience: "dla <opiekunek> & opiekunów", Rhythm: "wtorki", Sensitive: true, Accompanied: 8,
	Description: group.Description{About: "Rozmawiamy.", Langs: []string{"pl", "uk"}, Least: 4, Most: 12, Visibility: group.Public},
	Uses:        group.Uses{group.Opener, group.KeyKeeper},
}

var goingRules = group.Edition{Lang: "pl", Rules: []group.Rule{{Key: group.RuleLimits, Text: "Gdy komuś coś grozi, szukamy pomocy.", Fixed: true}, {Key: "own-1", Text: "Mówi, kto chce."}}}

const goingTask = "Zapytać o drugi czajnik."

func writtenGroup(t testing.TB, stage group.Stage, e *group.Edition) []byte {
	t.Helper()
	content, err := WriteGroup(goingGroup, stage, e, []string{goingTask})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestAGroupArrivesAsItWent: with its facts and rules, and not in public.
func TestAGroupArrivesAsItWent(t *testing.T) {
	n, e, toDo, err := ReadGroup(writtenGroup(t, group.CoLed, &goingRules))
	if err != nil {
		t.Fatal(err)
	}
	if n.Name != goingGroup.Name || n.Neutral != goingGroup.Neutral || n.Kind != goingGroup.Kind || n.Audience != goingGroup.Audience || !n.Sensitive || n.Accompanied != 8 ||
		n.Description.Most != 12 || n.Description.Visibility != group.Hidden || n.Enters.Stage != group.CoLed || !n.Programme.IsZero() {
		t.Errorf("it arrives as %+v", n)
	}
	if !n.Uses.Same(goingGroup.Uses) {
		t.Errorf("its roles are %v", n.Uses)
	}
	if e == nil || e.Agreed() || len(e.Rules) != 2 || e.Rules[0] != goingRules.Rules[0] {
		t.Errorf("its agreement is %+v", e)
	}
	if len(toDo) != 1 || toDo[0] != goingTask {
		t.Errorf("it has still to do %q", toDo)
	}
	if n, e, _, err := ReadGroup(writtenGroup(t, group.Idea, nil)); err != nil || e != nil || n.Enters.Stage != group.Idea {
		t.Errorf("without an agreement: %+v, %+v, %v", n, e, err)
	}
}

// TestAGroupOfAnOlderFileUsesAllRoles: a file that was written before says nothing
// of roles, and such a group used all of them.
func TestAGroupOfAnOlderFileUsesAllRoles(t *testing.T) {
	g := goingGroup
	g.Uses = nil
	content, err := WriteGroup(g, group.CoLed, nil, nil)
	if err != nil || bytes.Contains(content, []byte("roles")) {
		t.Fatalf("it says of roles: %s, %v", content, err)
	}
	if n, _, _, err := ReadGroup(content); err != nil || n.Uses != nil {
		t.Errorf("it uses %v, %v", n.Uses, err)
	}
}

func TestWhatIsNoGroupIsRefused(t *testing.T) {
	good := writtenGroup(t, group.CoLed, &goingRules)
	change := func(from, to string) []byte {
		changed := bytes.Replace(good, []byte(from), []byte(to), 1)
		if bytes.Equal(changed, good) {
			t.Fatalf("%s is not there", from)
		}
		return changed
	}
	for what, content := range map[string][]byte{
		"nothing": nil, "not JSON": []byte("grupa"), "more after it": append(bytes.Clone(good), '1'), "closed": writtenGroup(t, group.Closed, nil),
		"another format": change("krag-group", "krag-programme"), "another version": change(`"version": 1`, `"version": 2`),
		"somebody in it": change(`"sensitive"`, `"members": ["Kos"], "sensitive"`), "no name": change(goingGroup.Neutral, " "),
		"no such kind": change(`"health"`, `"fun"`), "a sign that is none": change("Rozmawiamy.", `\u0000`), "two rules of a key": change("own-1", group.RuleLimits),
		"a rule without words": change("Mówi, kto chce.", ""), "no such role": change(`"keys"`, `"boss"`), "no such stage": change(`"co_led"`, `"young"`),
		"nothing to do": change(goingTask, " "), "too much to do": change(goingTask, strings.Repeat("a", meeting.MaxTask+1)),
	} {
		if _, _, _, err := ReadGroup(content); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzReadGroup(f *testing.F) {
	f.Add(writtenGroup(f, group.CoLed, &goingRules))
	f.Add([]byte(`{"format":"krag-group","version":1,"agreement":{}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		n, e, toDo, err := ReadGroup(content)
		if err != nil {
			if domain.KindOf(err) != domain.KindInvalid {
				t.Errorf("it is refused as %v", err)
			}
			return
		}
		g := group.Group{
			Name: n.Name, Neutral: n.Neutral, Kind: n.Kind, Character: n.Character, Openness: n.Openness, Audience: n.Audience,
			Rhythm: n.Rhythm, Sensitive: n.Sensitive, Accompanied: n.Accompanied, Description: n.Description, Uses: n.Uses,
		}
		again, err := WriteGroup(g, n.Enters.Stage, e, toDo)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := ReadGroup(again); err != nil {
			t.Errorf("what was read is refused: %v", err)
		}
	})
}
