package web

import (
	"cmp"
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
	page "krag/internal/web/page/public"
)

// publicFrame is the frame of a page that everybody may find and read. A
// member keeps the way out while reading.
func (s *Server) publicFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Public, p.Sensitive = true, r.actor.Has(authz.Member)
	return p
}

// privacyRead says what is kept, who sees it, and how to be forgotten.
func (s *Server) privacyRead(w http.ResponseWriter, r *request) error {
	t := r.print.T
	return render(w, r, http.StatusOK, page.Text{
		Page: s.publicFrame(w, r, t("privacy.title")), Lead: t("privacy.lead"), Parts: []page.Part{
			{ID: "keeps", Title: t("privacy.keeps.title"), Points: []string{
				t("privacy.keeps.people"), t("privacy.keeps.staff"), t("privacy.keeps.groups"), t("privacy.keeps.waits"), t("privacy.keeps.asks"), t("privacy.keeps.letters"), t("privacy.keeps.shelf"), t("privacy.keeps.journal"), t("privacy.keeps.tries"), t("privacy.keeps.phone"),
			}},
			{ID: "keeps-not", Title: t("privacy.not.title"), Points: []string{
				t("privacy.not.said"), t("privacy.not.facts"), t("privacy.not.tracks"), t("privacy.not.cookies"),
			}},
			{ID: "sees", Title: t("privacy.sees.title"), Points: []string{
				t("privacy.sees.member"), t("privacy.sees.host"), t("privacy.sees.coordinator"),
				t("privacy.sees.manager", "n", stats.InsideThreshold), t("privacy.sees.others"),
			}, Links: helpLinks(r, aboutNumbers)},
			{ID: "sealed", Title: t("privacy.sealed.title"), Points: []string{t("privacy.sealed.keys"), t("privacy.sealed.looks")}},
			{ID: "forget", Title: t("privacy.forget.title"), Points: []string{t("privacy.forget.ask"), t("privacy.forget.staff"), t("privacy.forget.gone"), t("privacy.forget.stays")}, Links: helpLinks(r, aboutForgetting)},
			{ID: "rights", Title: t("privacy.rights.title"), Points: []string{t("privacy.rights.ask"), t("privacy.rights.complain")}},
		},
	})
}

// safetyRead says what the way out does and does not do. It carries the way
// out itself, to be tried before it is needed.
func (s *Server) safetyRead(w http.ResponseWriter, r *request) error {
	t := r.print.T
	p := s.publicFrame(w, r, t("safety.title"))
	p.Sensitive = true
	return render(w, r, http.StatusOK, page.Text{
		Page: p, Lead: t("safety.lead"), Parts: []page.Part{
			{ID: "danger", Title: t("safety.danger.title"), Points: []string{t("safety.danger.call"), t("safety.danger.local")}},
			{ID: "does", Title: t("safety.does.title"), Points: []string{
				t("safety.does.leave"), t("safety.does.shift"), t("safety.does.cache"), t("safety.does.try"),
			}},
			{ID: "does-not", Title: t("safety.not.title"), Points: []string{
				t("safety.not.history"), t("safety.not.back"), t("safety.not.tabs"), t("safety.not.watched"), t("safety.not.network"),
			}},
			{ID: "can", Title: t("safety.can.title"), Points: []string{
				t("safety.can.private"), t("safety.can.some"), t("safety.can.link"), t("safety.can.password"), t("safety.can.elsewhere"),
			}},
		},
	})
}

// The days of the accessibility statement: it is about the program, so they
// are the program's. Whoever changes the statement moves the second and third.
var (
	statementPublished = domain.Date{Year: 2026, Month: time.November, Day: 22}
	statementChanged   = domain.Date{Year: 2026, Month: time.November, Day: 25}
	statementMade      = statementChanged
)

func (s *Server) accessibilityRead(w http.ResponseWriter, r *request) error {
	return render(w, r, http.StatusOK, page.Declaration{
		Page: s.publicFrame(w, r, r.print.T("accessibility.title")), Who: cmp.Or(r.session.House.Name, r.print.T("accessibility.this_site")),
		URL: s.BaseURL, Published: statementPublished, Changed: statementChanged, Made: statementMade,
	})
}
