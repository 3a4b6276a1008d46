package web

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain/audit"
)

// journalExport gives the records that the page narrows to, as a file.
func (s *Server) journalExport(w http.ResponseWriter, r *request) error {
	links, err := s.Journal.Export(r.Context(), r.actor, journalFilter(r))
	if err != nil {
		return err
	}
	words, err := s.journalWords(r)
	if err != nil {
		return err
	}
	text, err := words.csv(links)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	h.Set("Content-Disposition", `attachment; filename="krag-`+s.today(r).String()+`.csv"`)
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(text) // the reader may be gone; there is nobody to tell
	return nil
}

// csv writes RFC 4180 as spreadsheets with Polish settings open it at a
// double click: with semicolons, and a mark that says UTF-8.
func (w journalWords) csv(links []audit.Link) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.Comma, out.UseCRLF = ';', true
	t := w.r.print.T
	rows := [][]string{{
		t("journal.number"), t("journal.when"), t("journal.who"), t("journal.export.role"), t("journal.what"), t("journal.about"),
		t("journal.export.group"), t("journal.export.kind"), t("journal.export.ids"), t("journal.export.mark"),
	}}
	for _, l := range links {
		rows = append(rows, w.row(l))
	}
	for _, row := range rows {
		for i := range row {
			row[i] = breakable.Replace(row[i])
		}
	}
	err := out.WriteAll(rows)
	return b.Bytes(), err
}

// breakable undoes what texts have for the sake of pages: whoever searches in
// the file types ordinary spaces.
var breakable = strings.NewReplacer("\u00a0", " ")

func (w journalWords) row(l audit.Link) []string {
	about, _ := w.about(l)
	var ids []string
	for _, id := range l.IDs {
		if !listed[l.Action] { // as many ids would tell how many people
			ids = append(ids, id.String())
		}
	}
	of := ""
	if !l.Group.IsZero() {
		of = l.Group.String()
	}
	return []string{
		strconv.FormatInt(l.Seq, 10), l.At.In(w.r.zone).Format(time.RFC3339), literal(w.by(l)), w.role(l), actionWord(w.r, l.Action), literal(about),
		of, l.Kind, strings.Join(ids, " "), hex.EncodeToString(l.MAC),
	}
}

// literal keeps a spreadsheet from taking a name that somebody typed for a
// formula (OWASP, CSV injection).
func literal(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
