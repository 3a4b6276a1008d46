package storetest

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/plan"
	"krag/internal/torture"
)

// shelfOf is a library of one plan in every language.
type shelfOf string

func (s shelfOf) All(plan.Lang) []plan.Plan {
	return []plan.Plan{{Slug: string(s), Occasion: plan.First}}
}

func (s shelfOf) Find(_ plan.Lang, slug string) (plan.Plan, bool) {
	return plan.Plan{Slug: slug, Occasion: plan.First}, slug == string(s)
}

func newPlans(w *works) *plan.Service {
	return plan.New(w.desk, w.store.Plans(), shelfOf("first-meeting"))
}

func written(title string) plan.Own {
	return plan.Own{ID: domain.NewID[domain.PlanID](), Lang: plan.Polish, Plan: plan.Plan{
		Occasion: plan.Ordinary, Kinds: []string{"loneliness", "health"}, Slug: "first-meeting", Title: title, Aim: "Żeby pobyć razem.", Least: 3, Most: 12,
		Material: []string{"herbata", "|kubki|"}, Before: []string{"Ustaw krąg."}, Watch: []string{"Kto milczy."}, After: []string{"Zamknij okna."},
		Steps: []plan.Step{{Minutes: 10, Title: "Powitanie", Do: "Przywitaj.", Say: "Dobrze, że jesteście."}, {Minutes: 50, Title: "Rozmowa", Do: "Słuchaj."}},
	}}
}

func TestOwnPlans(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx := newPlans(w), t.Context()
		o := written(" Łódka ")
		for range 2 { // the form came twice
			w.must(plans.Create(ctx, w.by, o))
		}
		want := o
		want.Title, want.MadeAt, want.ChangedAt, want.Version = "Łódka", morning, morning, 1
		if got, err := plans.Own(ctx, w.by, o.ID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
		o.Version, o.Title, o.Kinds = 1, "Tratwa", nil
		for range 2 {
			w.must(plans.Edit(ctx, w.by, o))
		}
		o.Title = "Prom"
		wantKind(t, "an old version", plans.Edit(ctx, w.by, o), domain.KindStale)
		wantKind(t, "an old version", plans.Delete(ctx, w.by, o.ID, 1), domain.KindStale)
		for range 2 {
			w.must(plans.Delete(ctx, w.by, o.ID, 2))
		}
		_, err := plans.Own(ctx, w.by, o.ID)
		wantKind(t, "what was deleted", err, domain.KindNotFound)
	})
}

func TestPlansFound(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx := newPlans(w), t.Context()
		a, b := written("Żółta łódka"), written("Most")
		b.Kinds, b.Occasion, b.Steps[1].Say = nil, plan.First, "Opowiedz o porcie."
		w.must(plans.Create(ctx, w.by, a))
		w.must(plans.Create(ctx, w.by, b))
		for name, c := range map[string]struct {
			f    plan.Filter
			want []string
		}{
			"all":          {plan.Filter{}, []string{"Most", "Żółta łódka"}},
			"words":        {plan.Filter{Text: "ZOLTA LODKA"}, []string{"Żółta łódka"}},
			"said":         {plan.Filter{Text: "porcie"}, []string{"Most"}},
			"no words":     {plan.Filter{Text: "%"}, nil},
			"occasion":     {plan.Filter{Occasion: plan.First}, []string{"Most"}},
			"kind":         {plan.Filter{Kind: "health"}, []string{"Most", "Żółta łódka"}},
			"another kind": {plan.Filter{Kind: "alcohol"}, []string{"Most"}},
			"part of one":  {plan.Filter{Kind: "heal"}, []string{"Most"}},
		} {
			l, err := plans.List(ctx, w.by, c.f, plan.Polish)
			if got := titles(l.Own); err != nil || !slices.Equal(got, c.want) || l.Owned != len(c.want) {
				t.Errorf("%s: %v of %d, %v; want %v", name, got, l.Owned, err, c.want)
			}
		}
	})
}

func titles(all []plan.Own) (titles []string) {
	for _, o := range all {
		titles = append(titles, o.Title)
	}
	slices.Sort(titles)
	return titles
}

// TestSharedPlan: another institution reads what is shared as it is now, and
// nothing else.
func TestSharedPlan(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx, x := newPlans(w), t.Context(), w.elsewhere()
		o := written("Łódka")
		w.must(plans.Create(ctx, w.by, o))
		absent := func(what string) {
			t.Helper()
			_, err := plans.Other(ctx, x.by, o.ID)
			wantKind(t, what, err, domain.KindNotFound)
			if l, err := plans.List(ctx, x.by, plan.Filter{}, plan.Polish); err != nil || len(l.Others)+len(l.Own)+l.Offered != 0 {
				t.Errorf("%s: %+v, %v", what, l, err)
			}
		}
		absent("not shared")
		for range 2 {
			w.must(plans.Share(ctx, w.by, o.ID, true))
		}
		o.Version, o.Title = 1, "Tratwa"
		w.must(plans.Edit(ctx, w.by, o))
		got, err := plans.Other(ctx, x.by, o.ID)
		want := o.Plan
		want.Slug = ""
		if err != nil || got.House != "Ośrodek" || !reflect.DeepEqual(got.Plan, want) {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
		if l, err := plans.List(ctx, x.by, plan.Filter{Text: "tratwa"}, plan.Polish); err != nil || len(l.Others) != 1 || l.Offered != 1 {
			t.Errorf("%+v, %v", l, err)
		}
		if l, err := plans.List(ctx, w.by, plan.Filter{}, plan.Polish); err != nil || l.Offered != 0 || !l.Own[0].Shared {
			t.Errorf("the own is offered to itself: %+v, %v", l, err)
		}
		wantKind(t, "shared by others", plans.Share(ctx, x.by, o.ID, false), domain.KindNotFound)
		wantKind(t, "of others", plans.Edit(ctx, x.by, o), domain.KindNotFound)
		taken := written("Przejęta")
		taken.ID = o.ID // an id that a form was given
		w.must(plans.Create(ctx, x.by, taken))
		wantKind(t, "an id that others share", plans.Share(ctx, x.by, o.ID, true), domain.KindConflict)
		w.must(plans.Delete(ctx, x.by, o.ID, 1))
		if _, err := plans.Other(ctx, x.by, o.ID); err != nil {
			t.Errorf("deleting the own took away what others share: %v", err)
		}
		w.must(plans.Share(ctx, w.by, o.ID, false))
		absent("taken back")
		w.must(plans.Share(ctx, w.by, o.ID, true))
		w.must(plans.Delete(ctx, w.by, o.ID, 2))
		absent("deleted")
	})
}

func TestPlanOfAMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx := newPlans(w), t.Context()
		id := w.group("Źródło", group.Accompanied)
		past := w.planned(id, morning.AddDate(0, 0, -7))
		w.held(past, 5, meeting.LedByAnimator)
		m := w.planned(id, morning.AddDate(0, 0, 7))
		host := authz.Actor{Roles: []authz.Role{authz.Host}, User: w.by.User, Institution: w.in.ID, Scope: w.scope(), Groups: []domain.GroupID{id}}
		h, err := plans.OfMeeting(ctx, host, m.ID)
		if want := (plan.Meeting{ID: m.ID, Group: id, Kind: "loneliness", Stage: "accompanied", Held: 1, StartsAt: m.StartsAt, EndsAt: m.EndsAt}); err != nil || !reflect.DeepEqual(h.Meeting, want) || h.Plan != nil || h.Chosen != (plan.Chosen{}) {
			t.Errorf("%+v, %v, want %+v", h, err, want)
		}
		first := plan.Ref{Slug: "first-meeting", Lang: plan.Ukrainian}
		for range 2 {
			w.must(plans.Choose(ctx, w.by, m.ID, first, 0))
		}
		if h, err = plans.OfMeeting(ctx, host, m.ID); err != nil || h.Plan == nil || h.Lang != plan.Ukrainian || h.Chosen != (plan.Chosen{Ref: first, Version: 1}) {
			t.Errorf("%+v, %v", h, err)
		}
		o := written("Łódka")
		w.must(plans.Create(ctx, w.by, o))
		wantKind(t, "chosen meanwhile", plans.Choose(ctx, w.by, m.ID, plan.Ref{Own: o.ID}, 0), domain.KindStale)
		w.must(plans.Choose(ctx, w.by, m.ID, plan.Ref{Own: o.ID}, 1))
		if h, err = plans.OfMeeting(ctx, host, m.ID); err != nil || h.Plan == nil || h.Plan.Title != "Łódka" {
			t.Errorf("%+v, %v", h, err)
		}
		if n, err := plans.Uses(ctx, w.by, o.ID); n != 1 || err != nil {
			t.Errorf("used by %d, %v", n, err)
		}
		wantKind(t, "not in the library", plans.Choose(ctx, w.by, m.ID, plan.Ref{Slug: "dragon", Lang: plan.Polish}, 2), domain.KindInvalid)
		w.must(plans.Delete(ctx, w.by, o.ID, 1))
		if h, err = plans.OfMeeting(ctx, host, m.ID); err != nil || h.Plan != nil || !h.Chosen.Ref.IsZero() || h.Chosen.Version != 3 {
			t.Errorf("after the plan was deleted: %+v, %v", h, err)
		}
		wantKind(t, "a plan that is gone", plans.Choose(ctx, w.by, m.ID, plan.Ref{Own: o.ID}, 3), domain.KindInvalid)
		off := w.planned(id, morning.AddDate(0, 0, 14))
		w.must(w.meetings.Cancel(ctx, w.by, off.ID, off.Version))
		wantKind(t, "for a meeting that was called off", plans.Choose(ctx, w.by, off.ID, first, 0), domain.KindConflict)
		host.Groups = []domain.GroupID{w.group("Inne", group.Accompanied)}
		_, err = plans.OfMeeting(ctx, host, m.ID)
		wantKind(t, "the meeting of others", err, domain.KindNotFound)
		x := w.elsewhere()
		wantKind(t, "in another institution", plans.Choose(ctx, x.by, m.ID, first, 0), domain.KindNotFound)
	})
}

// TestEveryOwnPlanCanBeChosen: a choice holds more than a list shows at once.
func TestEveryOwnPlanCanBeChosen(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx := newPlans(w), t.Context()
		for range plan.MostListed + 1 {
			w.must(plans.Create(ctx, w.by, written("Łódka")))
		}
		m := w.planned(w.group("Źródło", group.Accompanied), morning.AddDate(0, 0, 7))
		if c, err := plans.Choices(ctx, w.by, m.ID, plan.Polish); err != nil || len(c.Own) != plan.MostListed+1 {
			t.Errorf("%d own plans can be chosen, %v", len(c.Own), err)
		}
	})
}

// TestChoosingWhatIsDeleted: a plan is chosen and deleted at once. No meeting
// points at what is gone.
func TestChoosingWhatIsDeleted(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		plans, ctx := newPlans(w), t.Context()
		id := w.group("Źródło", group.Accompanied)
		for i := range torture.Count(t, 100) {
			m := w.planned(id, morning.AddDate(0, 0, 7).Add(time.Duration(i)*time.Hour))
			o := written("Łódka")
			w.must(plans.Create(ctx, w.by, o))
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return plans.Delete(ctx, w.by, o.ID, 1)
				}
				return plans.Choose(ctx, w.by, m.ID, plan.Ref{Own: o.ID}, 0)
			})
			w.must(errs[0])
			if errs[1] != nil {
				wantKind(t, "choosing", errs[1], domain.KindInvalid)
			}
			if h, err := plans.OfMeeting(ctx, w.by, m.ID); err != nil || h.Plan != nil || !h.Chosen.Ref.IsZero() {
				t.Fatalf("%+v, %v", h, err)
			}
		}
	})
}

// TestPlansElsewhere asks the store in the scope of one institution for what
// another one has.
func TestPlansElsewhere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		o := written("Łódka")
		w.must(newPlans(w).Create(t.Context(), w.by, o))
		x, s := w.elsewhere(), w.store.Plans()
		for what, fn := range map[string]func(context.Context) error{
			"by id":  func(ctx context.Context) error { return err2(s.ByID(ctx, x.scope(), o.ID)) },
			"update": func(ctx context.Context) error { return s.Update(ctx, x.scope(), o) },
			"take":   func(ctx context.Context) error { return s.Take(ctx, x.scope(), o.ID) },
			"delete": func(ctx context.Context) error { return s.Delete(ctx, x.scope(), o.ID) },
			"other":  func(ctx context.Context) error { return err2(s.Other(ctx, x.scope(), o.ID)) },
		} {
			wantKind(t, what, x.do(fn), domain.KindNotFound)
		}
	})
}
