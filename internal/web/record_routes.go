package web

import (
	"krag/internal/domain/institution"
)

// recordRoutes are what programmes say about themselves, with their files.
func (s *Server) recordRoutes() []Route {
	return []Route{
		{"GET", "/programmes/{slug}/record", institution.ActProgrammeShow, s.recordShow},
		{"GET", "/programmes/{slug}/record/{section}", institution.ActProgrammeEdit, s.recordEditShow},
		{"POST", "/programmes/{slug}/record/{section}", institution.ActProgrammeEdit, s.recordEdit},
		{"GET", "/programmes/{slug}/strategies/new", institution.ActProgrammeEdit, s.strategyNewShow},
		{"POST", "/programmes/{slug}/strategies/new", institution.ActProgrammeEdit, s.strategyNew},
		{"GET", "/strategies/{id}/edit", institution.ActProgrammeEdit, s.strategyEditShow},
		{"POST", "/strategies/{id}/edit", institution.ActProgrammeEdit, s.strategyEdit},
		{"GET", "/strategies/{id}/delete", institution.ActProgrammeEdit, s.strategyDeleteShow},
		{"POST", "/strategies/{id}/delete", institution.ActProgrammeEdit, s.strategyDelete},
		{"GET", "/programmes/{slug}/premises/new", institution.ActProgrammeEdit, s.premisesNewShow},
		{"POST", "/programmes/{slug}/premises/new", institution.ActProgrammeEdit, s.premisesNew},
		{"GET", "/premises/{id}/edit", institution.ActProgrammeEdit, s.premisesEditShow},
		{"POST", "/premises/{id}/edit", institution.ActProgrammeEdit, s.premisesEdit},
		{"GET", "/premises/{id}/delete", institution.ActProgrammeEdit, s.premisesDeleteShow},
		{"POST", "/premises/{id}/delete", institution.ActProgrammeEdit, s.premisesDelete},
		{"GET", "/programmes/{slug}/partners", institution.ActProgrammeEdit, s.partnerEditShow},
		{"POST", "/programmes/{slug}/partners", institution.ActProgrammeEdit, s.partnerEdit},
		{"GET", "/programmes/{slug}/contact", institution.ActProgrammeEdit, s.contactEditShow},
		{"POST", "/programmes/{slug}/contact", institution.ActProgrammeEdit, s.contactEdit},
		{"GET", attachPattern, institution.ActAttachmentEdit, s.attachmentNewShow},
		{"POST", attachPattern, institution.ActAttachmentEdit, s.attachmentNew},
		{"GET", "/attachments/{id}", institution.ActAttachmentShow, s.attachmentShow},
		{"GET", "/attachments/{id}/content", institution.ActAttachmentShow, s.attachmentContent},
		{"GET", "/attachments/{id}/edit", institution.ActAttachmentEdit, s.attachmentEditShow},
		{"POST", "/attachments/{id}/edit", institution.ActAttachmentEdit, s.attachmentEdit},
		{"GET", "/attachments/{id}/publish", institution.ActAttachmentPublish, s.attachmentPublishShow},
		{"POST", "/attachments/{id}/publish", institution.ActAttachmentPublish, s.attachmentPublish},
		{"GET", "/attachments/{id}/withdraw", institution.ActAttachmentPublish, s.attachmentWithdrawShow},
		{"POST", "/attachments/{id}/withdraw", institution.ActAttachmentPublish, s.attachmentWithdraw},
		{"GET", "/attachments/{id}/delete", institution.ActAttachmentEdit, s.attachmentDeleteShow},
		{"POST", "/attachments/{id}/delete", institution.ActAttachmentEdit, s.attachmentDelete},
	}
}

// readinessRoutes are what an institution has ready before its first groups.
func (s *Server) readinessRoutes() []Route {
	return []Route{
		{"GET", "/readiness", institution.ActReadinessShow, s.readinessShow},
		{"GET", "/readiness/items/{item}", institution.ActReadinessEdit, s.readinessEditShow},
		{"POST", "/readiness/items/{item}", institution.ActReadinessEdit, s.readinessEdit},
		{"GET", "/readiness/allies", institution.ActReadinessEdit, s.allyEditShow},
		{"POST", "/readiness/allies", institution.ActReadinessEdit, s.allyEdit},
		{"GET", "/trainings/new", institution.ActReadinessEdit, s.trainingNewShow},
		{"POST", "/trainings/new", institution.ActReadinessEdit, s.trainingNew},
		{"GET", "/trainings/{id}/edit", institution.ActReadinessEdit, s.trainingEditShow},
		{"POST", "/trainings/{id}/edit", institution.ActReadinessEdit, s.trainingEdit},
		{"GET", "/trainings/{id}/delete", institution.ActReadinessEdit, s.trainingDeleteShow},
		{"POST", "/trainings/{id}/delete", institution.ActReadinessEdit, s.trainingDelete},
	}
}
