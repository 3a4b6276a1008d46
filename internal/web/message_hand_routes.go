package web

import "krag/internal/domain/notify"

// handPath is the list of what has to be told in person.
const handPath = "/messages/by-hand"

// messageHandRoutes are what is to be told in person, who knows, and what was
// sent.
func (s *Server) messageHandRoutes() []Route {
	return []Route{
		{"GET", handPath, notify.ActHand, s.messageHand},
		{"POST", handPath, notify.ActHand, s.messageHandSearch},
		{"POST", "/messages/{id}/answer", notify.ActHand, s.messageAnswer},
		{"GET", "/messages/{id}/letter", notify.ActLetter, s.messageLetter},
		{"GET", "/meetings/{id}/told", notify.ActThing, s.messageTold},
		{"GET", "/groups/{id}/notice", notify.ActSafety, s.noticeNew},
		{"POST", "/groups/{id}/notice/preview", notify.ActSafety, s.noticePreview},
		{"POST", "/groups/{id}/notice", notify.ActSafety, s.noticeSend},
		{"GET", "/groups/{id}/notice/{notice}", notify.ActThing, s.noticeTold},
		{"GET", "/people/{id}/messages", notify.ActRecord, s.messagePersonRecord},
		{"GET", "/me/messages", notify.ActRecord, s.messageMeRecord},
	}
}
