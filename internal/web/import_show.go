package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// lookAgain is after how many seconds the page of an import asks for itself
// again. It is said by a header, which no script has to carry out.
const lookAgain = "4"

// importShow says how far an import is. What it shows is read from the
// database, so that it is the same after a restart.
func (s *Server) importShow(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ImportID](r, "id")
	if err != nil {
		return err
	}
	i, slug, err := s.Bundles.Transfers.Import(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	t := r.print.T
	show := page.Coming{Page: s.importFrame(w, r, t("import.title")), Name: i.Title, Chunks: i.Chunks, Done: i.Done}
	switch {
	case i.State == transfer.Writing:
		w.Header().Set("Refresh", lookAgain)
		show.Way, show.Lead = t("import.show.writing"), t("import.show.writing_lead")
		show.Steps = t("import.show.steps", "done", i.Done, "of", i.Chunks)
		show.Next = &kit.Link{Text: t("import.show.again"), Href: r.URL.Path}
	case i.State == transfer.Done && slug != "":
		show.Way, show.Lead = t("import.show.done"), t("import.show.done_lead")
		show.Ready = &kit.Link{Text: t("import.show.open"), Href: programmeHref(slug, "")}
	case i.State == transfer.Done:
		show.Way, show.Lead = t("import.show.done"), t("import.show.gone")
	default:
		show.Way, show.Lead = t("import.show.abandoned"), t("import.show.abandoned_lead")
		show.Ready = &kit.Link{Text: t("import.show.retry"), Href: importPattern}
	}
	return render(w, r, http.StatusOK, show)
}
