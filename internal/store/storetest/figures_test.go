package storetest

import (
	"context"
	"strconv"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/stats"
	"krag/internal/store/sqldb"
)

// life fills a programme: groups groups, each with held meetings of seven
// people before the morning, and ahead after it.
func (h *house) life(scope domain.Scope, programme domain.ProgrammeID, groups, held, ahead int) (ids []domain.GroupID) {
	h.t.Helper()
	h.must(h.in(scope, func(ctx context.Context) error {
		ids = nil
		for i := range groups {
			g := group.Group{
				ID: domain.NewID[domain.GroupID](), Programme: programme, Name: "Grupa " + strconv.Itoa(i), Neutral: "Środa " + strconv.Itoa(i), Period: "od " + strconv.Itoa(2004+i),
				Openness: group.Open, Description: group.Description{Visibility: group.Hidden}, Stage: group.Accompanied, Sensitive: i == 0, MadeAt: morning, Version: 1,
			}
			ids = append(ids, g.ID)
			if _, err := h.store.Groups().Insert(ctx, scope, g); err != nil {
				return err
			}
			if err := h.meetings(ctx, scope, g.ID, held, ahead); err != nil {
				return err
			}
		}
		return nil
	}))
	return ids
}

func (h *house) meetings(ctx context.Context, scope domain.Scope, id domain.GroupID, held, ahead int) error {
	var all []meeting.Meeting
	for n := -held; n < ahead; n++ {
		at := morning.Add(time.Duration(n)*24*time.Hour + time.Minute)
		m := meeting.Meeting{
			ID: domain.NewID[domain.MeetingID](), Group: id, Series: domain.NewID[domain.SeriesID](),
			StartsAt: at, EndsAt: at.Add(time.Hour), State: meeting.Planned, Version: 1,
		}
		if n < 0 {
			m.State = meeting.Held
		}
		all = append(all, m)
	}
	if _, err := h.store.Meetings().Insert(ctx, scope, all); err != nil {
		return err
	}
	for _, m := range all[:held] {
		att := meeting.Attendance{Total: stats.People(7), Led: meeting.LedByMember, RecordedAt: morning}
		if _, err := h.store.Meetings().FirstAttendance(ctx, scope, m, domain.Date{}, domain.Date{}, att); err != nil {
			return err
		}
	}
	return nil
}

// key makes somebody's key and holds it.
func (h *house) key(scope domain.Scope, kind domain.KeyKind, subject domain.UUID) domain.Key {
	h.t.Helper()
	key, err := h.store.Keys().Prepare(h.t.Context(), scope, kind, subject)
	h.must(err)
	return key
}

// recount corrects how many came to the last meetings that were held.
func (h *house) recount(ctx context.Context, scope domain.Scope, id domain.GroupID, came ...int) error {
	past, err := h.store.Meetings().OfGroup(ctx, scope, id, morning, false, domain.Page{Number: 1})
	if err != nil {
		return err
	}
	for i, n := range came {
		att := meeting.Attendance{Total: stats.People(n), Led: meeting.LedByMember, RecordedAt: morning}
		was := meeting.Was{Attendance: att, Version: past.Rows[i].Version}
		if err := h.store.Meetings().CorrectAttendance(ctx, scope, past.Rows[i].ID, was, att); err != nil {
			return err
		}
	}
	return nil
}

func (h *house) person(scope domain.Scope, pseudonym string) domain.PersonID {
	h.t.Helper()
	id := domain.NewID[domain.PersonID]()
	key := h.key(scope, domain.PersonKey, id.UUID)
	h.must(h.in(scope, func(ctx context.Context) error {
		_, err := h.people.Create(ctx, scope, person.NewPerson{ID: id, Pseudonym: pseudonym, MadeUp: true}, key)
		return err
	}))
	return id
}

func (h *house) join(scope domain.Scope, in domain.GroupID, who domain.PersonID) {
	h.t.Helper()
	h.must(h.in(scope, func(ctx context.Context) error {
		m := group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: domain.DateOf(morning, time.UTC)}
		_, err := h.store.Groups().InsertMember(ctx, scope, in, m)
		return err
	}))
}

// programme makes one through the service.
func (h *house) programme(a authz.Actor, slug string) domain.ProgrammeID {
	h.t.Helper()
	n := newProgramme(slug)
	h.must(h.institutions.CreateProgramme(h.t.Context(), a, n))
	return n.ID
}

func TestProgrammeOverview(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		scope, id := in.Scope(), h.programme(a, "klucze")
		groups := h.life(scope, id, 3, 4, 2)
		h.life(scope, h.programme(a, "mosty"), 1, 5, 5)
		h.life(other.Scope(), h.programme(foreign, "klucze"), 2, 6, 6)
		both, one := h.person(scope, "Zięba"), h.person(scope, "Jaskółka")
		gone := h.person(scope, "Bocian")
		h.join(scope, groups[0], both)
		h.join(scope, groups[1], both)
		h.join(scope, groups[1], one)
		h.join(scope, groups[0], gone)
		h.must(h.in(scope, func(ctx context.Context) error {
			if _, err := h.store.Groups().EndMembership(ctx, scope, gone, groups[0], domain.DateOf(morning, time.UTC)); err != nil {
				return err
			}
			o := outcome.Outcome{ID: domain.NewID[domain.OutcomeID](), Programme: id, Indicator: "praca", Value: outcome.Value{Form: outcome.All}, MadeAt: morning, Version: 1}
			if _, err := h.store.Outcomes().Insert(ctx, scope, o); err != nil {
				return err
			}
			for _, amount := range []domain.Grosze{1250, 30000} {
				c := funding.Cost{ID: domain.NewID[domain.CostID](), Programme: id, Item: "krzesła", Category: funding.Furniture, Amount: amount, MadeAt: morning, Version: 1}
				if _, err := h.store.Funding().InsertCost(ctx, scope, c); err != nil {
					return err
				}
			}
			if err := h.recount(ctx, scope, groups[1], 3, 0, 4); err != nil {
				return err
			}
			return h.store.Groups().SetStage(ctx, scope, groups[2], group.Independent)
		}))
		h.must(h.institutions.EditSection(t.Context(), a, id, institution.SecAdvice, institution.Mark(nil), []string{"rada"}))

		o, err := h.institutions.Overview(t.Context(), a, "klucze")
		h.must(err)
		want := institution.Figures{
			Groups: 3, Independent: 1, MeetingsHeld: 12, MeetingsAhead: 6,
			Members: stats.People(2), Outcomes: 1, CostTotal: 31250, Costs: 2,
		}
		if o.Figures != want {
			t.Errorf("figures %v, want %v", o.Figures, want)
		}
		if len(o.Groups) != 3 || len(o.Filled) != 1 {
			t.Fatalf("%d groups, %d sections", len(o.Groups), len(o.Filled))
		}
		row := institution.GroupRow{
			ID: groups[0], Name: "Grupa 0", Neutral: "Środa 0", Period: "od 2004", Stage: "accompanied", Sensitive: true,
			Members: stats.People(1), Visits: stats.Tallied(28, 0, 0), MeetingsHeld: 4, Next: morning.Add(time.Minute),
		}
		if o.Groups[0] != row {
			t.Errorf("first group %v, want %v", o.Groups[0], row)
		}
		if o.Groups[1].Members != stats.People(2) || o.Groups[2].Stage != "independent" || o.Groups[2].Members != stats.People(0) {
			t.Errorf("groups %v", o.Groups[1:])
		}
		if visits := stats.Tallied(14, 2, 7); o.Groups[1].Visits != visits || o.Groups[1].MeetingsHeld != 4 {
			t.Errorf("second group %v, want %v visits", o.Groups[1], visits)
		}
		h.clock.pass(48 * time.Hour)
		o, err = h.institutions.Overview(t.Context(), a, "klucze")
		if err != nil || o.Figures.MeetingsAhead != 0 || !o.Groups[0].Next.IsZero() {
			t.Errorf("two days later %d ahead, next %v, %v", o.Figures.MeetingsAhead, o.Groups[0].Next, err)
		}
	})
}

// TestOverviewQueries holds the programme's page to a constant number.
func TestOverviewQueries(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		a := h.staff(in, "anna", authz.Coordinator)
		h.life(in.Scope(), h.programme(a, "mosty"), 1, 1, 1)
		h.life(in.Scope(), h.programme(a, "klucze"), 9, 3, 3)
		for _, slug := range []string{"mosty", "klucze"} {
			ctx, count := sqldb.WithCounter(t.Context())
			if _, err := h.institutions.Overview(ctx, a, slug); err != nil || count.N() != 5 {
				t.Errorf("%s: %d queries, %v; want 5", slug, count.N(), err)
			}
		}
	})
}

func TestProgrammeRows(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.group("Źródło", group.Independent)
		w.group("Most", group.Accompanied)
		w.elsewhere().group("Inna", group.Independent)
		rows, err := w.institutions.ProgrammeRows(t.Context(), w.by)
		w.must(err)
		if len(rows) != 1 || rows[0].Slug != "program" || rows[0].Groups != 2 || rows[0].Independent != 1 {
			t.Errorf("the rows are %+v", rows)
		}
	})
}
