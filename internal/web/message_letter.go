package web

import (
	"cmp"
	"net/http"
	"strings"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
)

func letterPath(id domain.MessageID) string { return "/messages/" + id.String() + "/letter" }

// messageLetter is a message on paper. Its name tells nothing: it stays among
// what was downloaded.
func (s *Server) messageLetter(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.MessageID](r, "id")
	if err != nil {
		return err
	}
	d, err := s.Messages.Letter(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	paper := document.Messages{URL: cmp.Or(s.MessageURL, s.BaseURL)}.Letter(d, s.now())
	return download(w, document.TypePDF, "list-"+id.String()[:8]+".pdf", paper)
}

// knowingTerm adds to what is said of a meeting how many know of its last change,
// for whoever has to see to it.
func (s *Server) knowingTerm(r *request, m meeting.Row, terms []kit.Term) ([]kit.Term, error) {
	if m.State == meeting.Held || m.Version == 1 || !s.policy.May(r.actor, notify.ActThing) {
		return terms, nil
	}
	k, err := s.Messages.Knowing(r.Context(), r.actor, m.ID)
	if err != nil || k.None() {
		return terms, err
	}
	var said []string
	for _, part := range []struct {
		key  string
		many stats.Count
	}{{"message.knowing.know", k.Know}, {"message.knowing.tell", k.Tell}, {"message.knowing.soon", k.Soon}} {
		if f := part.many.For(r.actor.Audience(m.Group)); !f.Hidden && f.N > 0 {
			said = append(said, r.print.N(part.key, f.N))
		}
	}
	if len(said) == 0 {
		return terms, nil
	}
	return append(terms, kit.Term{Name: r.print.T("message.knowing.label"), Text: strings.Join(said, ", ")}), nil
}
