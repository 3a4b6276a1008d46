package web

import "krag/internal/domain/publish"

// cardRoutes are the pages on which an institution works on its cards.
func (s *Server) cardRoutes() []Route {
	return []Route{
		{"GET", "/cards", publish.ActShow, s.cardList},
		{"GET", "/cards/new", publish.ActEdit, s.cardNewShow},
		{"POST", "/cards/new", publish.ActEdit, s.cardNew},
		{"GET", "/cards/{id}", publish.ActShow, s.cardShow},
		{"GET", "/cards/{id}/preview", publish.ActShow, s.cardPreview},
		{"GET", "/cards/{id}/file", publish.ActShow, s.cardFile},
		{"GET", "/cards/{id}/sections/{section}", publish.ActEdit, s.cardWriteShow},
		{"POST", "/cards/{id}/sections/{section}", publish.ActEdit, s.cardWrite},
		{"GET", "/cards/{id}/sections/{section}/history", publish.ActShow, s.cardHistory},
		{"GET", "/cards/{id}/editions/{no}", publish.ActShow, s.cardEdition},
		{"GET", "/cards/{id}/area", publish.ActEdit, s.cardAreaShow},
		{"POST", "/cards/{id}/area", publish.ActEdit, s.cardArea},
		{"GET", "/cards/{id}/delete", publish.ActEdit, s.cardDeleteShow},
		{"POST", "/cards/{id}/delete", publish.ActEdit, s.cardDelete},
		{"GET", "/cards/{id}/words", publish.ActShow, s.cardWordsShow},
		{"POST", "/cards/{id}/words", publish.ActExact, s.cardWords},
		{"GET", "/cards/{id}/exact/{what}", publish.ActExact, s.cardExactShow},
		{"POST", "/cards/{id}/exact/{what}", publish.ActExact, s.cardExact},
		{"POST", "/cards/{id}/exact/{what}/protect", publish.ActExact, s.cardProtect},
		{"GET", "/cards/{id}/publish", publish.ActPublish, s.cardPublishShow},
		{"POST", "/cards/{id}/publish", publish.ActPublish, s.cardPublish},
		{"GET", "/cards/{id}/withdraw", publish.ActWithdraw, s.cardWithdrawShow},
		{"POST", "/cards/{id}/withdraw", publish.ActWithdraw, s.cardWithdraw},
	}
}
