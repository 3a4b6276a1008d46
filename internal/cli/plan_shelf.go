package cli

import (
	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/planlib"
)

// planShelf hands the library of plans to those who know no files.
type planShelf struct {
	*planlib.Library[plan.Plan]
}

func (s planShelf) All(lang plan.Lang) []plan.Plan { return s.Library.All(i18n.Lang(lang)) }

func (s planShelf) Find(lang plan.Lang, slug string) (plan.Plan, bool) {
	return s.Library.Find(i18n.Lang(lang), slug)
}
