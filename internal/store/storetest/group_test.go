package storetest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
)

func TestGroupComesBackAsItWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Accompanied)
		w.must(w.groups.Create(t.Context(), w.by, n))
		want := group.Group{
			ID: n.ID, Programme: w.programme, Name: "Źródło", Neutral: n.Neutral, Kind: n.Kind, Alike: n.Kind, Character: n.Character,
			Openness: n.Openness, Audience: n.Audience, Rhythm: n.Rhythm, Period: n.Period, Sensitive: true,
			Accompanied: group.AccompaniedAtMost, Description: n.Description, Stage: group.Accompanied, MadeAt: morning, Version: 1,
		}
		g, err := w.groups.Group(t.Context(), w.by, n.ID)
		if err != nil || !reflect.DeepEqual(g, want) {
			t.Errorf("got %+v, %v; want %+v", g, err, want)
		}
		story, _, err := w.groups.Story(t.Context(), w.by, n.ID)
		step := group.Step{ID: n.Enters.ID, Stage: group.Accompanied, On: n.Enters.On, Evidence: "protokół", By: w.by.User, At: morning}
		if err != nil || len(story.Steps) != 1 || story.Steps[0] != step {
			t.Errorf("the first step is %+v, %v; want %+v", story.Steps, err, step)
		}
	})
}

func TestGroupInsert(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Idea)
		w.must(w.groups.Create(t.Context(), w.by, n))
		w.must(w.groups.Create(t.Context(), w.by, n)) // the form came twice
		if l, err := w.groups.List(t.Context(), w.by, group.Filter{}); err != nil || l.Total != 1 {
			t.Errorf("sent twice: %d groups, %v; want 1", l.Total, err)
		}
		stranger := newGroup(w.elsewhere().programme, "Obca", group.Idea)
		wantKind(t, "another institution's programme", w.groups.Create(t.Context(), w.by, stranger), domain.KindNotFound)
	})
}

func TestGroupEdit(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := newGroup(w.programme, "Źródło", group.Gathering)
		w.must(w.groups.Create(t.Context(), w.by, n))
		n.Name, n.Enters.Stage, n.Accompanied, n.Programme = "Potok", group.Closed, 4, domain.NewID[domain.ProgrammeID]()
		n.Description = group.Description{Least: 6, Most: 12, Visibility: group.Public}
		w.must(w.groups.Edit(t.Context(), w.by, n, 1))
		g, err := w.groups.Group(t.Context(), w.by, n.ID)
		w.must(err)
		if g.Name != "Potok" || g.Accompanied != 4 || g.Version != 2 {
			t.Errorf("edited: %+v", g)
		}
		if !reflect.DeepEqual(g.Description, n.Description) {
			t.Errorf("described as %+v, want %+v", g.Description, n.Description)
		}
		if g.Stage != group.Gathering || g.Programme != w.programme {
			t.Errorf("an edit reached the stage %s or the programme", g.Stage)
		}
		if l, _ := w.groups.List(t.Context(), w.by, group.Filter{Text: "potok"}); l.Total != 1 {
			t.Error("the new name is not found")
		}
		wantKind(t, "old version", w.groups.Edit(t.Context(), w.by, n, 1), domain.KindStale)
		n.ID = domain.NewID[domain.GroupID]()
		wantKind(t, "unknown group", w.groups.Edit(t.Context(), w.by, n, 1), domain.KindNotFound)
	})
}

func TestGroupMethodsOnNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		s, id := w.store.Groups(), domain.NewID[domain.GroupID]()
		for what, fn := range map[string]func(ctx context.Context) error{
			"ByID":       func(ctx context.Context) error { _, err := s.ByID(ctx, w.scope(), id); return err },
			"Take":       func(ctx context.Context) error { _, err := s.Take(ctx, w.scope(), id); return err },
			"SetStage":   func(ctx context.Context) error { return s.SetStage(ctx, w.scope(), id, group.Idea) },
			"DeleteStep": func(ctx context.Context) error { return s.DeleteStep(ctx, w.scope(), domain.StepID(id)) },
			"InsertStep": func(ctx context.Context) error {
				_, err := s.InsertStep(ctx, w.scope(), id, group.Step{ID: domain.StepID(id), Stage: group.Idea, On: onDay("2026-01-01")})
				return err
			},
			"InsertMember": func(ctx context.Context) error {
				_, err := s.InsertMember(ctx, w.scope(), id, group.Member{ID: domain.MembershipID(id), Person: domain.PersonID(id)})
				return err
			},
		} {
			wantKind(t, what, w.do(fn), domain.KindNotFound)
		}
	})
}

func TestGroupList(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		names := map[domain.GroupID]string{}
		for _, name := range []string{"Żuraw", "Łąka", "Zorza", "Las", "Ćma", "Czyżyk"} {
			names[w.group(name, group.Accompanied)] = name
		}
		las := w.group("Odnowa", group.Idea)
		list := func(f group.Filter) (got []string) {
			l, err := w.groups.List(t.Context(), w.by, f)
			w.must(err)
			if l.Total != len(l.Rows) {
				t.Errorf("%+v: total %d of %d rows", f, l.Total, len(l.Rows))
			}
			for _, r := range l.Rows {
				got = append(got, r.Name)
			}
			return got
		}
		for _, c := range []struct {
			what string
			f    group.Filter
			want []string
		}{
			{"all", group.Filter{}, []string{"Ćma", "Czyżyk", "Łąka", "Las", "Odnowa", "Zorza", "Żuraw"}},
			{"text without marks", group.Filter{Text: "  LAKA "}, []string{"Łąka"}},
			{"text with marks", group.Filter{Text: "żUR"}, []string{"Żuraw"}},
			{"a wildcard is a letter", group.Filter{Text: "%"}, nil},
			{"across both names", group.Filter{Text: "las grupa"}, nil},
			{"stage", group.Filter{Stage: group.Idea}, []string{"Odnowa"}},
			{"programme", group.Filter{Programme: "inny"}, nil},
			{"only", group.Filter{Only: []domain.GroupID{las}}, []string{"Odnowa"}},
			{"all at once", group.Filter{Text: "odn", Stage: group.Idea, Programme: "program", Only: []domain.GroupID{las}}, []string{"Odnowa"}},
		} {
			if got := list(c.f); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", c.what, got, c.want)
			}
		}
	})
}

func TestGroupListRow(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Jaskółka", "2026-01-08")
		w.joins(id, "Rzeka", "2026-01-08")
		w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-02-01")))
		w.planned(id, morning.AddDate(0, 0, -7))
		w.planned(id, morning.AddDate(0, 0, 14))
		next := w.planned(id, morning.AddDate(0, 0, 7))
		l, err := w.groups.List(t.Context(), w.by, group.Filter{})
		w.must(err)
		want := group.Row{
			ID: id, Name: "Źródło", Neutral: "Grupa czwartkowa", Stage: group.Accompanied, Sensitive: true,
			Programme: "Program", ProgrammeSlug: "program", Members: stats.People(1), Next: next.StartsAt,
		}
		if len(l.Rows) != 1 || l.Rows[0] != want {
			t.Errorf("got %+v, want %+v", l.Rows, want)
		}
	})
}

func TestGroupListPages(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for i := range domain.PageSize + 3 {
			w.group(fmt.Sprintf("Grupa %03d", i), group.Idea)
		}
		for page, want := range map[int][2]string{1: {"Grupa 000", "Grupa 049"}, 2: {"Grupa 050", "Grupa 052"}} {
			l, err := w.groups.List(t.Context(), w.by, group.Filter{Page: domain.Page{Number: page}})
			w.must(err)
			if l.Total != 53 || l.Rows[0].Name != want[0] || l.Rows[len(l.Rows)-1].Name != want[1] {
				t.Errorf("page %d: %d of %d rows from %s", page, len(l.Rows), l.Total, l.Rows[0].Name)
			}
		}
		if l, err := w.groups.List(t.Context(), w.by, group.Filter{Page: domain.Page{Number: 9}}); err != nil || len(l.Rows) != 0 || l.Total != 53 {
			t.Errorf("page 9: %d of %d rows, %v", len(l.Rows), l.Total, err)
		}
	})
}
