package web

import (
	"bytes"
	"encoding/csv"
	"net/http"

	"krag/internal/i18n"
)

// costTable is a programme's costs for a spreadsheet: semicolons, a comma in
// amounts and a byte order mark, as those set to Polish read it.
func (s *Server) costTable(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	l, err := s.Funding.Ledger(r.Context(), r.actor, p.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	var b bytes.Buffer
	b.WriteString("\ufeff")
	c := csv.NewWriter(&b)
	c.Comma, c.UseCRLF = ';', true
	rows := [][]string{{t("cost.field.item"), t("cost.field.category"), t("cost.field.amount"), t("cost.field.fund"), t("cost.field.note")}}
	for _, cost := range l.Costs {
		rows = append(rows, []string{
			cell(cost.Item), t(i18n.Key("cost.categories", string(cost.Category))), moneyTyped(cost.Amount), cell(cost.Funder), cell(cost.Note),
		})
	}
	if err := c.WriteAll(rows); err != nil {
		return err
	}
	return download(w, "text/csv; charset=utf-8", p.Slug+"-costs.csv", b.Bytes())
}
