package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/torture"
	"krag/internal/web/webtest/htmlcheck"
)

// A race is tried so often at full count.
const fullRounds = 20

// classesOf are what became of requests that were sent at once, sorted.
func classesOf(answers []answer) (classes []string) {
	for _, a := range answers {
		classes = append(classes, a.class())
	}
	slices.Sort(classes)
	return classes
}

// TestRaceForTheLastManager has two managers take the role from each other at
// once: one of them stays a manager.
func TestRaceForTheLastManager(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		for range torture.Count(t, fullRounds) {
			h := a.house("Dom")
			first, one := h.staff("Iga", domain.GroupID{}, authz.Manager)
			second, two := h.staff("Ola", domain.GroupID{}, authz.Manager)
			browsers, others := []*browser{first, second}, []string{"/staff/" + two.String(), "/staff/" + one.String()}
			var forms []url.Values
			for i, b := range browsers {
				forms = append(forms, b.get(others[i]).fill(others[i], "roles", string(authz.Coordinator)))
			}
			answers := atOnce(2, func(i int) answer { return browsers[i].post(others[i], forms[i]) })
			// The second comes too late for the rule, or without the role.
			if got := classesOf(answers); !slices.Contains(got, "leads") || got[0] == got[1] {
				t.Errorf("demoted by two at once: %v, want one done", got)
			}
			staff, err := h.Services().Accounts.Staff(t.Context(), h.actor)
			a.must(err)
			managers := 0
			for _, m := range staff {
				if m.HasRole(authz.Manager) {
					managers++
				}
			}
			if managers != 1 {
				t.Fatalf("%d managers are left, want 1", managers)
			}
		}
	})
}

// TestRaceForAttendance has a host and a coordinator count one meeting at
// once, and differently: one is saved, the other sees both.
func TestRaceForAttendance(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e := a.estate("count")
		for range torture.Count(t, fullRounds) {
			e.made = map[string]any{} // another group and another meeting
			to := "/meetings/" + e.plot(0).meeting(mPast).ID.String() + "/attendance"
			browsers, totals := []*browser{e.browser("host"), e.browser("coordinator")}, []string{"17", "29"}
			var forms []url.Values
			for i, b := range browsers {
				forms = append(forms, b.get(to).fill(to, "total", totals[i]))
			}
			answers := atOnce(2, func(i int) answer { return browsers[i].post(to, forms[i]) })
			if got := classesOf(answers); !slices.Equal(got, []string{"clash", "leads"}) {
				t.Fatalf("counted by two at once: %v", got)
			}
			for i, got := range answers {
				if got.status == http.StatusConflict {
					got.is(http.StatusConflict, htmlcheck.In(".sum", htmlcheck.Says(totals[0]), htmlcheck.Says(totals[1])),
						htmlcheck.In(`input[name="total"]`, htmlcheck.Attr("value", totals[i])))
				}
			}
		}
	})
}

// TestRaceForASetUpLink has several people answer the five questions of one
// link at once: there is one institution, and one of them manages it.
func TestRaceForASetUpLink(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		o := a.observer()
		for range torture.Count(t, fullRounds/4) {
			token, err := a.Services().Flow.SetupLink(t.Context())
			a.must(err)
			before := o.count()
			// All have the page in front of them before the first answers.
			var forms []url.Values
			for range 4 {
				forms = append(forms, a.visitor().get("/in/"+token).fill("/in/"+token, "name", "Dom", "profile", "community",
					"manager", "Jagoda", "login", "jagoda-"+domain.NewToken()[:10], "password", "wiśniowy kompot babci"))
			}
			answers := atOnce(4, func(i int) answer { return a.visitor().post("/in/"+token, forms[i]) })
			if got := classesOf(answers); !slices.Equal(got, []string{"gone", "gone", "gone", "leads"}) {
				t.Errorf("set up by four at once: %v, want one done", got)
			}
			made := grown(before, o.count())
			for _, table := range []string{"institution", "app_user", "session"} {
				if made[table] != 1 {
					t.Errorf("set up by four at once: %d more rows of %s, want 1", made[table], table)
				}
			}
		}
	})
}

// TestRaceForAPasswordLink opens a link that works once several times at once.
func TestRaceForAPasswordLink(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e := a.estate("door")
		o := a.observer()
		for range torture.Count(t, fullRounds) {
			token := e.token("reset")
			before := o.count()
			answers := atOnce(4, func(int) answer {
				return a.visitor().post("/in/"+token, url.Values{"password": {ownPassword}, "again": {ownPassword}})
			})
			if got := classesOf(answers); !slices.Equal(got, []string{"gone", "gone", "gone", "leads"}) {
				t.Errorf("opened four times at once: %v, want once", got)
			}
			if n := grown(before, o.count())["audit_link"]; n != 1 {
				t.Errorf("opened four times at once: %d passwords chosen", n)
			}
		}
	})
}

// TestRaceToJoin has two coordinators let the same person into a group at
// once, each with a form of their own: the person belongs to it once.
func TestRaceToJoin(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e := a.estate("join")
		first := e.browser("coordinator")
		second, _ := e.staff("Ola", domain.GroupID{}, authz.Coordinator)
		browsers := []*browser{first, second}
		o := a.observer()
		for range torture.Count(t, fullRounds) {
			g := e.group(e.programme, "Kawa", "Wtorki")
			who := e.person(e.plot(0).id, "Kos")
			to := pathOf(g) + "/members/new"
			var forms []url.Values
			for _, b := range browsers {
				forms = append(forms, b.post(pathOf(g)+"/members/known", url.Values{"q": {"Kos"}}).fill(to, "person", who.String()))
			}
			before := o.count()
			answers := atOnce(2, func(i int) answer { return browsers[i].post(to, forms[i]) })
			if got := classesOf(answers); !slices.Equal(got, []string{"leads", "leads"}) {
				t.Errorf("let in by two at once: %v", got)
			}
			if made := grown(before, o.count()); made["membership"] != 1 || made["person"] != 0 || made["audit_link"] != 1 {
				t.Errorf("let in by two at once: %v, want one membership and one record of it", made)
			}
		}
	})
}

// TestRaceForTheRecord has two people write two sections of one record at
// once, and then both the same: two sections are two things, one is compared.
func TestRaceForTheRecord(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		ola, _ := h.staff("Ola", domain.GroupID{}, authz.Coordinator)
		for i := range torture.Count(t, fullRounds) {
			slug := "krag-" + strconv.Itoa(i)
			h.programme(slug, "Krąg")
			write := func(b *browser, section, text string) sending {
				to := "/programmes/" + slug + "/record/" + section
				return sending{to: to, fields: b.get(to).fill(to, "items", text)}
			}
			both := func(one, two sending) []string {
				return classesOf(atOnce(2, func(i int) answer {
					if i == 0 {
						return one.by(iga)
					}
					return two.by(ola)
				}))
			}
			title := iga.get("/programmes/"+slug+"/edit").fill("/programmes/"+slug+"/edit", "title", "Krąg i ogród")
			if got := both(write(iga, "situation", "Cisza"), write(ola, "benefits", "Rozmowa")); !slices.Equal(got, []string{"leads", "leads"}) {
				t.Fatalf("two sections at once: %v", got)
			}
			iga.get("/programmes/"+slug+"/record").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Cisza"), htmlcheck.Says("Rozmowa")))
			iga.post("/programmes/"+slug+"/edit", title).leads("/programmes/" + slug)
			if got := both(write(iga, "advice", "Powoli"), write(ola, "advice", "Szybko")); !slices.Equal(got, []string{"clash", "leads"}) {
				t.Fatalf("one section at once: %v", got)
			}
			again := write(iga, "advice", "Razem")
			twice(func() { again.by(iga).leads("/programmes/" + slug + "/record#advice") })
		}
	})
}

// TestRaceOfAFilesSteps has a file made public, and taken back, by two at once:
// the second finds it done and is answered like the first.
func TestRaceOfAFilesSteps(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		w := worksIn(a)
		page := w.attached("uchwała.pdf", smallPDF(""), "")
		for range torture.Count(t, fullRounds) {
			for _, step := range []string{page + "/publish", page + "/withdraw"} {
				form := w.coordinator.get(step).fill(step)
				answers := atOnce(4, func(int) answer { return w.coordinator.post(step, form) })
				if got := classesOf(answers); slices.ContainsFunc(got, func(class string) bool { return class != "leads" }) {
					t.Fatalf("%s by several at once: %v", step, got)
				}
			}
		}
	})
}
