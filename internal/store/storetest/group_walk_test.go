package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/flow"
	"krag/internal/torture"
)

// walked is a group as a random walk expects it to be.
type walked struct {
	id    domain.GroupID
	hall  domain.ResourceID // its own, so that nothing of others stands in the way
	steps []group.Stage
	who   []domain.PersonID
	back  int  // steps taken back
	shut  bool // asks before somebody new comes, so that there is a list of who waits
	past  meeting.Meeting
}

func (g *walked) stage() group.Stage { return g.steps[len(g.steps)-1] }

func (g *walked) closed() bool { return g.stage() == group.Closed }

func (g *walked) has(who domain.PersonID) bool { return slices.Contains(g.who, who) }

func (g *walked) drop(who domain.PersonID) {
	g.who = slices.DeleteFunc(g.who, func(p domain.PersonID) bool { return p == who })
}

// roam is a house of groups under random actions.
type roam struct {
	*lodging
	rng    *rand.Rand
	groups []*walked
	people []domain.PersonID // not forgotten
	trail  []string
	told   bool // a day showed something of everything
}

// TestTheWholeLifeOfGroups does everything that can be done with groups in any
// order: no group is where the drawn life does not lead, everybody is in exactly
// the groups they joined and did not leave, nobody belongs twice, nothing lies
// ahead of a group that closed, and nothing in a group is somebody's who left it:
// nothing they took on, offered or may take back, and no door to it. After each step
// the day shows what it would show if nothing were remembered.
func TestTheWholeLifeOfGroups(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { wander(t, SQLite(t), torture.Count(t, 60)) })
	t.Run("postgres", func(t *testing.T) { wander(t, Postgres(t), torture.Count(t, 15)) })
}

const wanders = 40 // steps of one walk

func wander(t *testing.T, env *Env, walks int) {
	home := newLodging(t, env)
	told := false
	for seed := range walks { // each in an institution of its own, so that one does not wait for what the others left
		l := &lodging{works: home.elsewhere(), building: domain.NewID[domain.BuildingID]()}
		l.must(l.rooms.AddBuilding(t.Context(), l.by, room.Building{ID: l.building, Name: "Dom"}))
		w := &roam{lodging: l, rng: rand.New(rand.NewPCG(uint64(seed), 7))}
		w.found()
		for range wanders {
			w.act()
			w.check()
			w.remembers()
			if t.Failed() {
				t.Fatalf("walk %d: %s", seed, strings.Join(w.trail, "; "))
			}
		}
		told = told || w.told
	}
	if !told && walks >= 15 {
		t.Error("no day had everything to tell")
	}
}

func (w *roam) act() {
	acts := []func(){w.found, w.join, w.join, w.join, w.joinAgain, w.leave, w.advance, w.advance, w.takeBack, w.end, w.split, w.merge, w.series, w.book, w.cancel, w.forget, w.handOver, w.handOver, w.giveTurn, w.giveTurn, w.wait, w.invite, w.meets, w.meets, w.meets, w.ages}
	acts[w.rng.IntN(len(acts))]()
	if w.rng.IntN(2) == 0 {
		w.gain()
	}
}

func (w *roam) say(format string, args ...any) {
	w.trail = append(w.trail, fmt.Sprintf(format, args...))
}

// wants asks that an action did what the model says: it works, or it is refused
// in one of the given ways.
func (w *roam) wants(err error, works bool, kinds ...domain.Kind) bool {
	w.t.Helper()
	switch {
	case works && err != nil:
		w.t.Errorf("it should work: %v", err)
	case !works && (err == nil || !slices.Contains(kinds, domain.KindOf(err))):
		w.t.Errorf("it should be refused: %v", err)
	}
	return err == nil
}

func (w *roam) any() *walked { return w.groups[w.rng.IntN(len(w.groups))] }

func (w *roam) name(g *walked) int { return slices.Index(w.groups, g) }

func (w *roam) found() {
	if len(w.groups) > 6 {
		return
	}
	first := group.Stages[w.rng.IntN(len(group.Stages)-1)]
	made := newGroup(w.programme, "Źródło", first)
	shut := w.rng.IntN(2) == 0
	if shut {
		made.Openness = group.ClosedGroup
	}
	w.must(w.life().Create(w.t.Context(), w.by, made))
	w.groups = append(w.groups, &walked{id: made.ID, hall: w.room("Sala"), steps: []group.Stage{first}, shut: shut, past: w.met(made.ID, shut)})
	w.say("found %s", first)
}

// met gives a meeting that is over of a group, held when the group is shut: it is
// from its first meeting on.
func (w *roam) met(id domain.GroupID, shut bool) meeting.Meeting {
	m := w.planned(id, morning.AddDate(0, 0, -14))
	if shut {
		w.held(m, 1, meeting.LedByAnimator)
	}
	return m
}

func (w *roam) join() {
	g := w.any()
	w.say("join %d", w.name(g))
	j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: g.id, Pseudonym: "Ćma", On: day("2026-01-08"), AllTheSame: true}
	if w.wants(w.flow.Join(w.t.Context(), w.by, j), !g.closed(), domain.KindConflict) {
		who := domain.PersonID{UUID: j.ID.UUID}
		g.who, w.people = append(g.who, who), append(w.people, who)
	}
}

// joinAgain brings somebody known into a group, where they may be already.
func (w *roam) joinAgain() {
	if len(w.people) == 0 {
		return
	}
	g, who := w.any(), w.people[w.rng.IntN(len(w.people))]
	w.say("join %d again", w.name(g))
	j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: g.id, Person: who, On: day("2026-01-09"), AllTheSame: true}
	if w.wants(w.flow.Join(w.t.Context(), w.by, j), !g.closed(), domain.KindConflict) && !g.has(who) {
		g.who = append(g.who, who)
	}
}

func (w *roam) leave() {
	if len(w.people) == 0 {
		return
	}
	g, who := w.any(), w.people[w.rng.IntN(len(w.people))]
	w.say("leave %d", w.name(g))
	w.wants(w.flow.Leave(w.t.Context(), w.by, g.id, who, day("2026-03-02")), true)
	g.drop(who)
}

func (w *roam) forget() {
	if len(w.people) == 0 || w.rng.IntN(3) > 0 {
		return
	}
	who := w.people[w.rng.IntN(len(w.people))]
	w.say("forget")
	w.wants(w.flow.Forget(w.t.Context(), w.by, who, day("2026-03-02")), true)
	w.people = slices.DeleteFunc(w.people, func(p domain.PersonID) bool { return p == who })
	for _, g := range w.groups {
		g.drop(who)
	}
}

func (w *roam) advance() {
	g, to := w.any(), group.Stages[w.rng.IntN(len(group.Stages))]
	w.say("advance %d to %s", w.name(g), to)
	fits := to != group.Closed && slices.Contains(strings.Fields(drawn[g.stage()]), string(to))
	err := w.life().Advance(w.t.Context(), w.by, g.id, 0, group.NewStep{ID: domain.NewID[domain.StepID](), Stage: to, On: onDay(parted)})
	if w.wants(err, fits, domain.KindInvalid) {
		g.steps = append(g.steps, to)
	}
}

// life is the service, which the walk's own groups hide.
func (w *roam) life() *group.Service { return w.works.groups }

func (w *roam) takeBack() {
	g := w.any()
	w.say("take back %d", w.name(g))
	steps := w.storyOf(g.id).Steps
	err := w.life().TakeBack(w.t.Context(), w.by, g.id, steps[len(steps)-1].ID, "za wcześnie")
	if w.wants(err, len(g.steps) > 1, domain.KindConflict) {
		g.steps, g.back = g.steps[:len(g.steps)-1], g.back+1
	}
}

func (w *roam) end() {
	g := w.any()
	w.say("end %d", w.name(g))
	how := group.Ending{Reason: group.Reasons[w.rng.IntN(len(group.Reasons))], House: "Biblioteka"}
	_, err := w.ends(g.id, how)
	if w.wants(err, !g.closed(), domain.KindInvalid) {
		g.steps, g.who = append(g.steps, group.Closed), nil
	}
}

func (w *roam) split() {
	g := w.any()
	var goers []domain.PersonID
	for _, who := range g.who {
		if w.rng.IntN(2) == 0 {
			goers = append(goers, who)
		}
	}
	w.say("split %d of %d from %d", len(goers), len(g.who), w.name(g))
	b := branch(goers...)
	err := w.splits(g.id, b)
	if !w.wants(err, !g.closed() && len(goers) > 0 && len(goers) < len(g.who), domain.KindInvalid, domain.KindConflict) {
		return
	}
	first := g.stage()
	if first == group.Dormant {
		first = group.Gathering
	}
	w.groups = append(w.groups, &walked{id: b.ID, hall: w.room("Sala"), steps: []group.Stage{first}, who: goers, shut: g.shut, past: w.met(b.ID, g.shut)})
	for _, who := range goers {
		g.drop(who)
	}
	w.wants(w.splits(g.id, b), true) // the form came twice
}

func (w *roam) merge() {
	from, into := w.any(), w.any()
	w.say("merge %d into %d", w.name(from), w.name(into))
	err := w.merges(from.id, into.id)
	if !w.wants(err, from != into && !from.closed() && !into.closed(), domain.KindInvalid, domain.KindConflict) {
		return
	}
	for _, who := range from.who {
		if !into.has(who) {
			into.who = append(into.who, who)
		}
	}
	from.steps, from.who = append(from.steps, group.Closed), nil
}

func (w *roam) series() {
	g := w.any()
	w.say("series of %d", w.name(g))
	_, err := w.meetings.Plan(w.t.Context(), w.by, newSeries(g.id, "2026-03-05", 1+w.rng.IntN(6)))
	w.wants(err, !g.closed(), domain.KindConflict)
}

func (w *roam) book() {
	g := w.any()
	w.say("book for %d", w.name(g))
	far := domain.DateOf(w.desk.Clock.Now(), warsaw).AddDays(30 + w.rng.IntN(200))
	n := weekly(event(far, fourFive, g.hall), 1)
	n.Purpose, n.Group, n.Title = room.ForMeeting, g.id, ""
	err := w.flow.Book(w.t.Context(), w.by, n, flow.Along{Meetings: w.rng.IntN(2) == 0, Roles: true})
	if !g.closed() && domain.KindOf(err) == domain.KindConflict {
		return // it has the room then already
	}
	w.wants(err, !g.closed(), domain.KindConflict)
}

func (w *roam) cancel() {
	g := w.any()
	w.say("cancel of %d", w.name(g))
	for _, m := range w.listed(g.id, true) {
		if m.State == meeting.Planned {
			w.wants(w.meetings.Cancel(w.t.Context(), w.by, m.ID, m.Version), true)
			return
		}
	}
}

func (w *roam) check() {
	w.t.Helper()
	for _, what := range w.strange() {
		w.t.Errorf("whose it cannot be: %s", what)
	}
	for i, g := range w.groups {
		story := w.storyOf(g.id)
		var steps []group.Stage
		for _, s := range story.Steps {
			steps = append(steps, s.Stage)
		}
		now, err := w.life().Group(w.t.Context(), w.by, g.id)
		w.must(err)
		if !slices.Equal(steps, g.steps) || now.Stage != g.stage() || len(story.Backs) != g.back {
			w.t.Errorf("group %d is %s by %v, with %d taken back; want %v", i, now.Stage, steps, len(story.Backs), g.steps)
		}
		for k := 1; k < len(steps); k++ {
			if !slices.Contains(strings.Fields(drawn[steps[k-1]]), string(steps[k])) {
				w.t.Errorf("group %d: %s became %s, which is not drawn", i, steps[k-1], steps[k])
			}
		}
		if who := w.whoIs(g.id); !slices.Equal(who, inOrder(g.who)) {
			w.t.Errorf("to group %d belong %v, want %v", i, who, g.who)
		}
		if (story.Ending != nil) != g.closed() {
			w.t.Errorf("group %d is %s and ended as %v", i, g.stage(), story.Ending)
		}
		if g.closed() && w.ahead(g.id)+len(w.days(g.hall)) != 0 {
			w.t.Errorf("group %d is closed, with %d meetings and %d bookings ahead", i, w.ahead(g.id), len(w.days(g.hall)))
		}
	}
}

func inOrder(people []domain.PersonID) []domain.PersonID {
	people = slices.Clone(people)
	slices.SortFunc(people, func(a, b domain.PersonID) int { return slices.Compare(a.UUID[:], b.UUID[:]) })
	return people
}
