package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
	"krag/internal/web/webtest/htmlcheck"
)

// TestJobsOfAServer: an operator sees what lies dead and for which institution,
// has it tried again, one or all of a kind, and drops what may be dropped; each
// is written down once, and pressing twice is answered alike.
func TestJobsOfAServer(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		operator, h := a.operator(), a.house("Dom pod Lipą")
		operator.get("/jobs").is(http.StatusOK, htmlcheck.In(".empty"))
		first, second, third := h.deadJob(transfer.JobImport), h.deadJob(transfer.JobImport), h.deadJob(transfer.JobImport)
		needed := h.deadJob(flow.JobForget)
		for _, id := range []domain.JobID{first, second, third, needed} {
			operator.get("/jobs").is(http.StatusOK, htmlcheck.Count(`a[href="/jobs/`+id.String()+`"]`, 1))
		}
		operator.whole("/jobs", "Dom pod Lipą", "out of paper", "4 zadania leżą")

		path := "/jobs/" + first.String()
		one := operator.get(path).is(http.StatusOK).fill(path + "/again")
		operator.post(path+"/again", one).leads("/jobs")
		operator.post(path+"/again", one).leads("/jobs")
		if got := a.stateOf(first); got == "dead" || a.stateOf(second) != "dead" {
			t.Errorf("after trying one again it is %s and another %s", got, a.stateOf(second))
		}
		operator.post("/jobs/"+second.String()+"/drop", operator.get("/jobs/"+second.String()+"/drop").fill("/jobs/"+second.String()+"/drop")).leads("/jobs")
		operator.post("/jobs/"+second.String()+"/drop", url.Values{}).leads("/jobs")
		operator.get("/jobs/" + second.String()).is(http.StatusNotFound)
		operator.post(path+"/drop", url.Values{}).leads(path) // it is being tried again
		operator.post("/jobs/"+needed.String()+"/drop", url.Values{}).leads("/jobs/" + needed.String())
		operator.get("/jobs/" + needed.String() + "/drop").leads("/jobs/" + needed.String())
		if got := a.stateOf(needed); got != "dead" || a.stateOf(first) == "" {
			t.Errorf("what must not be dropped is %q, what was tried again %q", got, a.stateOf(first))
		}
		fourth := h.deadJob(transfer.JobImport)
		operator.post("/jobs/"+third.String()+"/again/all", url.Values{}).leads("/jobs")
		operator.post("/jobs/"+third.String()+"/again/all", url.Values{}).leads("/jobs")
		if a.stateOf(third) == "dead" || a.stateOf(fourth) == "dead" || a.stateOf(needed) != "dead" {
			t.Errorf("after trying a kind again: %s, %s and another kind %s", a.stateOf(third), a.stateOf(fourth), a.stateOf(needed))
		}
		want := []string{"job.again", "job.drop", "job.again"}
		if got := a.houseLog(); !slices.Equal(got, want) {
			t.Errorf("written down are %v, want %v", got, want)
		}
	})
}

// TestJobUnderWay: the page of a job says how far it is and asks for itself
// again, as long as it is under way and no longer.
func TestJobUnderWay(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		operator, h := a.operator(), a.house("Dom pod Lipą")
		id := h.deadJob(transfer.JobImport)
		path := "/jobs/" + id.String()
		if got := operator.get(path).is(http.StatusOK).header.Get("Refresh"); got != "" {
			t.Errorf("the page of a dead job refreshes itself: %s", got)
		}
		a.set(`UPDATE job SET state = 'running', due_at = $1, done = 3, steps = 7, holder = id WHERE id = $2`, sqldb.Micros(a.clock())+1e12, id)
		page := operator.get(path).is(http.StatusOK, htmlcheck.In(`progress[max="7"]`, htmlcheck.Attr("value", "3")), htmlcheck.Count(`form[action="`+path+`/again"]`, 0))
		if got := page.header.Get("Refresh"); got == "" {
			t.Error("the page of a job under way does not look again")
		}
		operator.get("/jobs?state=running").is(http.StatusOK, htmlcheck.In(`a[href="`+path+`"]`))
		operator.get("/jobs?state=ready").is(http.StatusOK, htmlcheck.Count(`a[href="`+path+`"]`, 0))
		operator.get("/jobs?state=odd&page=9999").is(http.StatusOK, htmlcheck.In(".empty"))
	})
}

func (a *app) set(text string, args ...any) {
	a.t.Helper()
	a.must(a.DB().InTx(a.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, text, args...)
		return err
	}))
}

// stateOf is the state of a job, empty when it is gone.
func (a *app) stateOf(id domain.JobID) (state string) {
	a.t.Helper()
	a.must(a.DB().Read(a.t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT COALESCE((SELECT state FROM job WHERE id = $1), '')`, id).Scan(&state)
	}))
	return state
}

// houseLog are the actions about jobs in the log of the house itself, in turn.
func (a *app) houseLog() (actions []string) {
	a.t.Helper()
	a.must(a.DB().Read(a.t.Context(), domain.Across, func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT action FROM audit_link WHERE institution_no = 0 ORDER BY seq`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var action string
			if err := rows.Scan(&action); err != nil {
				return err
			}
			if strings.HasPrefix(action, "job.") {
				actions = append(actions, action)
			}
		}
		return rows.Err()
	}))
	return actions
}
