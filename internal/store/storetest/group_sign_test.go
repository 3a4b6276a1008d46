package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
)

// met puts held meetings at which so many came behind a group, the last of them
// a week ago; who led is who had the role.
func (w *works) met(id domain.GroupID, leader domain.PersonID, totals ...int) {
	w.t.Helper()
	for i, n := range totals {
		m := w.planned(id, morning.AddDate(0, 0, 7*(i-len(totals))))
		if !leader.IsZero() {
			w.must(w.gives(id, m, group.Moderator, leader))
		}
		w.held(m, n, meeting.LedByMember)
	}
}

func (w *works) signsOf(id domain.GroupID) []group.Sign {
	w.t.Helper()
	signs, err := w.lookout.Of(w.t.Context(), w.by, id, warsaw)
	w.must(err)
	return signs
}

func TestSignsAreReadFromMeetings(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		few, led, well := w.group("Ujście", group.CoLed), w.group("Źródło", group.Independent), w.group("Potok", group.CoLed)
		rests := w.group("Brzeg", group.Dormant)
		kos := w.joins(led, "Kos", "2026-01-08")
		w.met(few, domain.PersonID{}, 8, 3, 2)
		w.met(led, kos, 8, 8, 8, 8, 8, 8)
		w.met(well, domain.PersonID{}, 8, 9)
		w.met(rests, domain.PersonID{}, 1, 1)
		w.planned(few, morning.AddDate(0, 0, 7)) // ahead, and no sign of anything
		if got := w.signsOf(led); len(got) != 0 {
			t.Errorf("six led by one: %v", got)
		}
		w.met(led, kos, 8)
		for id, want := range map[domain.GroupID][]group.Sign{few: {group.SignFew}, led: {group.SignOneLeader}, well: nil, rests: nil} {
			if got := w.signsOf(id); !slices.Equal(got, want) {
				t.Errorf("signs %v, want %v", got, want)
			}
		}
		signed := func() []group.Signed {
			t.Helper()
			list, err := w.lookout.Waiting(t.Context(), w.by, warsaw)
			w.must(err)
			return list
		}
		want := []group.Signed{{Group: few, Name: "Grupa czwartkowa", Sign: group.SignFew}, {Group: led, Name: "Grupa czwartkowa", Sign: group.SignOneLeader}}
		if got := signed(); !slices.Equal(got, want) {
			t.Errorf("the day shows %+v, want %+v", got, want)
		}
		// Whoever is forgotten is no longer known to have led.
		w.must(w.flow.Forget(t.Context(), w.by, kos, day("2026-03-02")))
		if got := signed(); len(got) != 1 || got[0].Group != few {
			t.Errorf("after a forgetting: %+v", got)
		}
		w.met(few, domain.PersonID{}, 9)
		if got := signed(); len(got) != 0 {
			t.Errorf("after a good meeting: %+v", got)
		}
		for role, kind := range map[authz.Role]domain.Kind{authz.Host: domain.KindForbidden, authz.Manager: domain.KindForbidden} {
			a := authz.Actor{Roles: []authz.Role{role}, User: domain.NewID[domain.UserID](), Scope: w.scope(), Groups: []domain.GroupID{few}}
			wantKind(t, string(role), err2(w.lookout.Of(t.Context(), a, few, warsaw)), kind)
			wantKind(t, string(role), err2(w.lookout.Waiting(t.Context(), a, warsaw)), kind)
		}
		far := w.elsewhere()
		if list, err := w.lookout.Waiting(t.Context(), far.by, warsaw); err != nil || len(list) != 0 {
			t.Errorf("another institution sees %+v, %v", list, err)
		}
		wantKind(t, "from elsewhere", err2(w.lookout.Of(t.Context(), far.by, few, warsaw)), domain.KindNotFound)
	})
}

// TestSignsOfAGroupThatMeetsDaily: the day leads to the page of a group for a
// sign that stands there, however often the group meets.
func TestSignsOfAGroupThatMeetsDaily(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		for i := range 100 {
			w.held(w.planned(id, morning.AddDate(0, 0, i-100)), 8, meeting.LedByMember)
		}
		list, err := w.lookout.Waiting(t.Context(), w.by, warsaw)
		w.must(err)
		if got := w.signsOf(id); len(list) != 1 || list[0].Sign != group.SignNobodyNew || !slices.Equal(got, []group.Sign{group.SignNobodyNew}) {
			t.Errorf("the day says %+v, and the page %v", list, got)
		}
	})
}

// TestNobodyNewIsNotMissed: a mixed group that has closed to newcomers lacks
// nobody, however rarely it meets; one that has not closed yet does.
func TestNobodyNewIsNotMissed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for _, c := range []struct {
			every, times, closes int
			want                 []group.Sign
			statements           int64
		}{
			{7, 20, 12, nil, 3},
			{7, 20, 22, []group.Sign{group.SignNobodyNew}, 4},
			{28, 12, 12, nil, 4}, // nine of them in the months that the day looks at
			{28, 12, 14, []group.Sign{group.SignNobodyNew}, 4},
		} {
			n := newGroup(w.programme, "Źródło", group.CoLed)
			n.Openness, n.Description.ClosesAt = group.Mixed, c.closes
			w.must(w.groups.Create(t.Context(), w.by, n))
			for i := range c.times {
				w.held(w.planned(n.ID, morning.AddDate(0, 0, c.every*(i-c.times))), 8, meeting.LedByMember)
			}
			ctx, asked := sqldb.WithCounter(t.Context())
			list, err := w.lookout.Waiting(ctx, w.by, warsaw)
			w.must(err)
			var day []group.Sign
			for _, s := range list {
				day = append(day, s.Sign)
			}
			if page := w.signsOf(n.ID); !slices.Equal(day, c.want) || !slices.Equal(page, c.want) || asked.N() != c.statements {
				t.Errorf("every %d days, %d times, closed from the %d.: the day says %v, the page %v, want %v; %d statements, want %d",
					c.every, c.times, c.closes, day, page, c.want, asked.N(), c.statements)
			}
			w.must(w.groups.Advance(t.Context(), w.by, n.ID, 0, group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Dormant, On: onDay("2026-03-02")}))
		}
	})
}

// TestSignsAreRemembered: a day that is opened again asks for one number only,
// and still shows nothing that a change or the day after has made old.
func TestSignsAreRemembered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		w.met(id, domain.PersonID{}, 3, 3)
		want := func(when string, signs int, statements int64) {
			t.Helper()
			ctx, n := sqldb.WithCounter(t.Context())
			list, err := w.lookout.Waiting(ctx, w.by, warsaw)
			if err != nil || len(list) != signs || n.N() != statements {
				t.Errorf("%s: %d groups, want %d; %d statements, want %d; %v", when, len(list), signs, n.N(), statements, err)
			}
		}
		const asked, remembered = 3, 1
		want("first", 1, asked)
		want("again", 1, remembered)
		other := w.group("Potok", group.CoLed)
		want("after a new group", 1, asked)
		w.met(other, domain.PersonID{}, 2, 2)
		want("after it met", 2, asked)
		want("again", 2, remembered)
		w.clock.pass(24 * time.Hour)
		want("the day after", 2, asked)
		w.clock.pass(365 * 24 * time.Hour)
		want("after a year without meetings", 0, asked)
	})
}

// TestAnnouncedAbsenceIsOnTheSheet: whoever counts sees who said that they
// would not be there, on these days only.
func TestAnnouncedAbsenceIsOnTheSheet(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		kos := w.joins(id, "Kos", "2026-01-08")
		w.joins(id, "Sowa", "2026-01-09")
		all := w.weekly(id, 3)
		w.must(w.turns.Away(t.Context(), w.by, id, absence(kos, "2026-03-12", "2026-03-13")))
		for i, m := range all {
			sh, err := w.meetings.Sheet(t.Context(), w.by, m.ID, warsaw)
			if err != nil || len(sh.Belong) != 2 || sh.Belong[0].Away != (i == 1) || sh.Belong[1].Away {
				t.Errorf("meeting %d: %+v, %v", i, sh.Belong, err)
			}
		}
	})
}
