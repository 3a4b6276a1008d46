package web

import (
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

// groupSearch shows the groups whose name holds the words that were sent.
// Without words there is nothing to keep out of an address, and the list that
// was asked for has one.
func (s *Server) groupSearch(w http.ResponseWriter, r *request) error {
	f := groupFilter(r)
	if f.Text = r.form().text("q"); f.Text == "" {
		return s.groupsAt(w, r, f)
	}
	return s.groupPage(w, r, f, kit.Pager{Path: "/groups", Sought: []kit.Kept{
		{Name: "q", Value: f.Text}, {Name: "stage", Value: string(f.Stage)}, {Name: "programme", Value: f.Programme},
	}})
}

// groupsAt leads to the list of a stage and a programme. What is no programme
// may be a word, and stays out of the address.
func (s *Server) groupsAt(w http.ResponseWriter, r *request, f group.Filter) error {
	programmes, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return err
	}
	chosen := url.Values{}
	if f.Stage != "" {
		chosen.Set("stage", string(f.Stage))
	}
	if slices.ContainsFunc(programmes, func(p institution.Programme) bool { return p.Slug == f.Programme }) {
		chosen.Set("programme", f.Programme)
	}
	to := url.URL{Path: "/groups", RawQuery: chosen.Encode()}
	return s.seeOther(w, r, to.String(), "")
}
