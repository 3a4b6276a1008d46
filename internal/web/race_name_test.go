package web_test

import (
	"context"
	"net/url"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// TestRaceForAName has two people give one name to two things at once: a
// programme's address, a sign-in name. There is one, and the other is told
// with everything still in the form.
func TestRaceForAName(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		first, _ := h.staff("Iga", domain.GroupID{}, authz.Manager, authz.Coordinator)
		second, _ := h.staff("Ola", domain.GroupID{}, authz.Manager, authz.Coordinator)
		browsers := []*browser{first, second}
		o := a.observer()
		for range torture.Count(t, fullRounds) {
			a.pass(window) // names that are taken are told a few times only
			name := "n" + domain.NewID[domain.ProgrammeID]().String()
			for to, c := range map[string]struct {
				fields []string
				table  string
				won    string
			}{
				"/programmes/new": {[]string{"title", "Zaplecze", "slug", name}, "programme_row", "leads"},
				"/staff/new":      {[]string{"name", "Jagoda", "login", name, "roles", string(authz.Coordinator)}, "app_user", "page"},
			} {
				forms := make([]url.Values, len(browsers))
				for i, b := range browsers {
					forms[i] = b.get(to).fill(to, c.fields...)
				}
				before := o.count()
				answers := atOnce(2, func(i int) answer { return browsers[i].post(to, forms[i]) })
				if got := classesOf(answers); !slices.Equal(got, []string{"flaws", c.won}) && !slices.Equal(got, []string{c.won, "flaws"}) {
					t.Errorf("%s: one name for two: %v", to, got)
				}
				if n := grown(before, o.count())[c.table]; n != 1 {
					t.Errorf("%s: one name for two: %d rows", to, n)
				}
			}
		}
	})
}

// TestRaceToBeForgotten lets one coordinator forget somebody whom another
// lets into a group, ticks, or gives a private link to: nothing of the person
// is left.
func TestRaceToBeForgotten(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e := a.estate("forget")
		first := e.browser("coordinator")
		second, _ := e.staff("Ola", domain.GroupID{}, authz.Coordinator)
		o := a.observer()
		for range torture.Count(t, fullRounds) {
			e.made = map[string]any{} // other groups, meetings and people
			p, other := e.plot(0), e.plot(1)
			who := e.person(p.id, "Kos").String()
			join := "/groups/" + other.id.String() + "/members/new"
			tick := "/meetings/" + p.meeting(mPast).ID.String() + "/attendance"
			link := "/groups/" + p.id.String() + "/members/" + who + "/link"
			forget := "/people/" + who + "/forget"
			deeds := []struct {
				b    *browser
				to   string
				form url.Values
			}{
				{first, forget, first.get(forget).fill(forget)},
				{second, join, second.post(pathOf(other.id)+"/members/known", url.Values{"q": {"Kos"}}).fill(join, "person", who)},
				{second, tick, second.get(tick).fill(tick, "total", "5", "present", who)},
				{second, link, url.Values{}},
			}
			answers := atOnce(len(deeds), func(i int) answer { return deeds[i].b.post(deeds[i].to, deeds[i].form) })
			if answers[0].class() != "leads" {
				t.Fatalf("forgetting ended with %d", answers[0].status)
			}
			for i, got := range answers[1:] {
				if got.status >= 500 {
					t.Errorf("%s: %d", deeds[i+1].to, got.status)
				}
			}
			for what, query := range map[string]string{
				"memberships": `SELECT COUNT(*) FROM membership WHERE person_id = $1 AND left_on IS NULL`,
				"ticks":       `SELECT COUNT(*) FROM presence WHERE person_id = $1`,
				"links":       `SELECT COUNT(*) FROM link WHERE person_id = $1`,
			} {
				if n := number(a, o, query, who); n != 0 {
					t.Errorf("%d %s of somebody who was forgotten", n, what)
				}
			}
		}
	})
}

// number asks the database for one, past every fence.
func number(a *app, o *observer, query string, args ...any) (n int) {
	a.t.Helper()
	a.must(o.db.Read(a.t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, query, args...).Scan(&n)
	}))
	return n
}
