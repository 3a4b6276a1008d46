package web

import (
	"encoding/csv"
	"encoding/hex"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain/audit"
)

// journalExport gives the records that the page narrows to, as a file. It is
// sent while it is read, however long it is.
func (s *Server) journalExport(w http.ResponseWriter, r *request) error {
	words, err := s.journalWords(r)
	if err != nil {
		return err
	}
	links, err := s.Journal.Export(r.Context(), r.actor, journalFilter(r))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	h.Set("Content-Disposition", `attachment; filename="krag-`+s.today(r).String()+`.csv"`)
	return words.csv(inParts(w), links)
}

// csv writes RFC 4180 as spreadsheets with Polish settings open it at a
// double click: with semicolons, and a mark that says UTF-8.
func (w journalWords) csv(to io.Writer, links iter.Seq2[audit.Link, error]) error {
	t := w.r.print.T
	rows := csv.NewWriter(to)
	rows.Comma, rows.UseCRLF = ';', true
	head := []string{
		"\ufeff" + t("journal.number"), t("journal.when"), t("journal.who"), t("journal.export.role"), t("journal.what"), t("journal.about"),
		t("journal.export.group"), t("journal.export.kind"), t("journal.export.ids"), t("journal.export.mark"),
	}
	gone := rows.Write(plain(head)) // whoever asked may be: there is nobody to tell
	for l, err := range links {
		if err != nil {
			return err
		}
		if gone != nil {
			return nil
		}
		gone = rows.Write(plain(w.row(l)))
	}
	rows.Flush()
	return nil
}

// plain undoes what texts have for the sake of pages: whoever searches in the
// file types ordinary spaces.
func plain(row []string) []string {
	for i := range row {
		row[i] = strings.ReplaceAll(row[i], "\u00a0", " ")
	}
	return row
}

func (w journalWords) row(l audit.Link) []string {
	about, _ := w.about(l)
	of := ""
	if !l.Group.IsZero() {
		of = l.Group.String()
	}
	return []string{
		strconv.FormatInt(l.Seq, 10), l.At.In(w.r.zone).Format(time.RFC3339), cell(w.by(l)), w.role(l), actionWord(w.r, l.Action), cell(about),
		of, l.Kind, strings.Join(w.ids(l), " "), hex.EncodeToString(l.MAC),
	}
}

// ids are those of a record that the reader may have. Of a list of people there
// are none: as many would tell how many people. Who may not know who belongs
// gets the end of a person's id: its beginning is the moment in which the
// person joined, and stands beside the group.
func (w journalWords) ids(l audit.Link) (ids []string) {
	if listed[l.Action] || w.withheld(l) {
		return nil
	}
	for _, id := range l.IDs {
		if l.Kind == "person" && !w.knows(l.Group) {
			ids = append(ids, short(id))
			continue
		}
		ids = append(ids, id.String())
	}
	return ids
}
