package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/dispatch"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/dispatch"
)

// dispatchRoutes are the pages of what the server has still to do.
func (s *Server) dispatchRoutes() []Route {
	return []Route{
		{"GET", jobsPath, dispatch.ActList, s.jobList},
		{"GET", "/jobs/{id}", dispatch.ActList, s.jobShow},
		{"POST", "/jobs/{id}/again", dispatch.ActAgain, s.jobAgain},
		{"POST", "/jobs/{id}/again/all", dispatch.ActAgain, s.jobAgainAll},
		{"GET", "/jobs/{id}/drop", dispatch.ActDrop, s.jobDropShow},
		{"POST", "/jobs/{id}/drop", dispatch.ActDrop, s.jobDrop},
	}
}

const jobsPath = "/jobs"

func jobPath(id domain.JobID) string { return jobsPath + "/" + id.String() }

// jobList tells an operator what lies dead, what is under way and what waits.
func (s *Server) jobList(w http.ResponseWriter, r *request) error {
	state := jobState(r)
	b, err := s.Dispatch.Board(r.Context(), r.actor, state, r.page())
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("job.title"))
	p.Here = jobsPath
	return render(w, r, http.StatusOK, page.Board{
		Page: p, Lead: jobLead(r, b.Counts), Counts: jobCounts(r, b.Counts), States: jobStates(r, state),
		Listed: r.print.T(i18n.Key("job.listed", string(state))), Table: jobTable(r, state, b.Jobs.Rows),
		Pager: kit.Pager{At: b.Jobs.Page.Number, Of: b.Jobs.Pages(), Path: r.URL.RequestURI()},
		None: kit.Empty{
			Title: r.print.T(i18n.Key("job.none_title", string(state))), Text: r.print.T(i18n.Key("job.none", string(state))),
		},
	})
}

// jobState is the state that was chosen; what cannot be read is the first.
func jobState(r *request) dispatch.State {
	if state := dispatch.State(r.FormValue("state")); slices.Contains(dispatch.States, state) {
		return state
	}
	return dispatch.States[0]
}

// jobStates lead to the lists of the other states.
func jobStates(r *request, shown dispatch.State) (links []kit.Link) {
	for _, state := range dispatch.States {
		if state != shown {
			links = append(links, kit.Link{Text: r.print.T(i18n.Key("job.listed", string(state))), Href: jobsPath + "?state=" + string(state)})
		}
	}
	return links
}

// jobKind says a kind in plain words, as a title; one that this Krąg does not
// know is shown as it was written.
func jobKind(r *request, kind string) string {
	if key := i18n.Key("job.kinds", kind); r.print.Has(key) {
		return capital(r.print.T(key))
	}
	return kind
}

func jobLead(r *request, counts []dispatch.Count) string {
	if n := inState(counts, dispatch.Dead); n > 0 {
		return r.print.N("job.lead", n)
	}
	return r.print.T("job.lead_none")
}

func inState(counts []dispatch.Count, state dispatch.State) (n int) {
	for _, c := range counts {
		if c.State == state {
			n += c.N
		}
	}
	return n
}

// jobCounts are the numbers of jobs, a row for each kind and a column for each
// state.
func jobCounts(r *request, counts []dispatch.Count) kit.Table {
	t := kit.Table{Caption: r.print.T("job.counts.title"), Quiet: true, Columns: []kit.Column{{Head: r.print.T("job.kind")}}}
	for _, state := range dispatch.States {
		t.Columns = append(t.Columns, kit.Column{Head: r.print.T(i18n.Key("job.states", string(state))), Number: true})
	}
	for _, kind := range kindsOf(counts) {
		row := []kit.Cell{{Text: jobKind(r, kind)}}
		for _, state := range dispatch.States {
			n := 0
			for _, c := range counts {
				if c.Kind == kind && c.State == state {
					n = c.N
				}
			}
			row = append(row, kit.Cell{Text: r.print.Number(n), Need: state == dispatch.Dead && n > 0})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func kindsOf(counts []dispatch.Count) (kinds []string) {
	for _, c := range counts { // which come by kind
		if len(kinds) == 0 || kinds[len(kinds)-1] != c.Kind {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}

func jobTable(r *request, state dispatch.State, jobs []dispatch.Job) kit.Table {
	t := kit.Table{Caption: r.print.T(i18n.Key("job.listed", string(state))), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("job.kind")},
		{Head: r.print.T("job.of")},
		{Head: r.print.T("job.made")},
		{Head: r.print.T(i18n.Key("job.at", string(state)))},
		{Head: r.print.T("job.attempts"), Number: true},
		{Head: r.print.T("job.error")},
	}}
	for _, j := range jobs {
		t.Rows = append(t.Rows, []kit.Cell{
			{Text: jobKind(r, j.Kind), Href: jobPath(j.ID)},
			{Text: jobOf(r, j)},
			{Text: r.print.DateTime(j.MadeAt, r.zone)},
			{Text: r.print.DateTime(j.At, r.zone)},
			{Text: r.print.Number(j.Attempts)},
			{Text: orDash(j.Error)},
		})
	}
	return t
}

// jobOf is for whom a job is done.
func jobOf(r *request, j dispatch.Job) string {
	if j.Institution == "" {
		return r.print.T("job.of_house")
	}
	return j.Institution
}
