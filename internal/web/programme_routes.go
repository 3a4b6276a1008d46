package web

import (
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/transfer"
)

// programmeRoutes are programmes, what they achieved and what they cost.
func (s *Server) programmeRoutes() []Route {
	return []Route{
		{"GET", "/programmes", institution.ActProgrammeShow, s.programmeList},
		{"GET", "/programmes/new", institution.ActProgrammeEdit, s.programmeNewShow},
		{"POST", "/programmes/new", institution.ActProgrammeEdit, s.programmeNew},
		{"GET", "/programmes/{slug}", institution.ActProgrammeShow, s.programmeShow},
		{"GET", "/programmes/{slug}/data", institution.ActProgrammeShow, s.programmeData},
		{"GET", "/programmes/{slug}/export", transfer.ActExport, s.programmeExport},
		{"GET", importPattern, transfer.ActImport, s.importNewShow},
		{"POST", importPattern, transfer.ActImport, s.importNew},
		{"GET", "/imports/{id}", transfer.ActImport, s.importShow},
		{"GET", "/programmes/{slug}/edit", institution.ActProgrammeEdit, s.programmeEditShow},
		{"POST", "/programmes/{slug}/edit", institution.ActProgrammeEdit, s.programmeEdit},
		{"GET", "/programmes/{slug}/outcomes/new", outcome.ActEdit, s.outcomeNewShow},
		{"POST", "/programmes/{slug}/outcomes/new", outcome.ActEdit, s.outcomeNew},
		{"GET", "/outcomes/{id}/edit", outcome.ActEdit, s.outcomeEditShow},
		{"POST", "/outcomes/{id}/edit", outcome.ActEdit, s.outcomeEdit},
		{"GET", "/outcomes/{id}/delete", outcome.ActEdit, s.outcomeDeleteShow},
		{"POST", "/outcomes/{id}/delete", outcome.ActEdit, s.outcomeDelete},
		{"GET", "/programmes/{slug}/costs/data", funding.ActList, s.costTable},
		{"GET", "/programmes/{slug}/costs/new", funding.ActEdit, s.costNewShow},
		{"POST", "/programmes/{slug}/costs/new", funding.ActEdit, s.costNew},
		{"GET", "/costs/{id}/edit", funding.ActEdit, s.costEditShow},
		{"POST", "/costs/{id}/edit", funding.ActEdit, s.costEdit},
		{"GET", "/costs/{id}/delete", funding.ActEdit, s.costDeleteShow},
		{"POST", "/costs/{id}/delete", funding.ActEdit, s.costDelete},
		{"GET", "/programmes/{slug}/funds/new", funding.ActEdit, s.fundNewShow},
		{"POST", "/programmes/{slug}/funds/new", funding.ActEdit, s.fundNew},
		{"GET", "/funds/{id}/edit", funding.ActEdit, s.fundEditShow},
		{"POST", "/funds/{id}/edit", funding.ActEdit, s.fundEdit},
		{"GET", "/funds/{id}/delete", funding.ActEdit, s.fundDeleteShow},
		{"POST", "/funds/{id}/delete", funding.ActEdit, s.fundDelete},
	}
}
