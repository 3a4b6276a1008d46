package web

import (
	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
)

// writePattern is the address at which one writes to a group without an account.
const writePattern = "/write/{token}"

const meLettersPath = "/me/letters"

func lettersPath(id domain.GroupID) string { return groupPath(id) + "/letters" }

func lettersLinkPath(id domain.GroupID) string { return lettersPath(id) + "/link" }

// letterRoutes are the pages about what somebody outside writes to a group.
func (s *Server) letterRoutes() []Route {
	return []Route{
		{"GET", writePattern, relay.ActWrite, s.writeShow},
		{"POST", writePattern, relay.ActWrite, s.write},
		{"GET", writePattern + "/join", relay.ActWrite, s.joinShow},
		{"POST", writePattern + "/join", relay.ActWrite, s.join},
		{"GET", writePattern + "/sent", relay.ActWrite, s.writeSent},
		{"GET", "/groups/{id}/letters", relay.ActKeep, s.letterList},
		{"GET", "/groups/{id}/letters/link", relay.ActLink, s.letterLinkShow},
		{"POST", "/groups/{id}/letters/link", relay.ActLink, s.letterLink},
		{"POST", "/groups/{id}/letters/link/revoke", relay.ActLink, s.letterLinkRevoke},
		{"GET", "/groups/{id}/letters/questions", relay.ActAsk, s.letterAskShow},
		{"POST", "/groups/{id}/letters/questions", relay.ActAsk, s.letterAsk},
		{"GET", "/groups/{id}/letters/poster", relay.ActLink, s.letterPoster},
		{"GET", "/groups/{id}/letters/{letter}", relay.ActKeep, s.letterShow},
		{"POST", "/groups/{id}/letters/{letter}", relay.ActKeep, s.letterAnswer},
		{"POST", "/groups/{id}/letters/{letter}/do", relay.ActKeep, s.letterDo},
		{"GET", "/groups/{id}/letters/{letter}/join", group.ActJoin, s.admitShow},
		{"POST", "/groups/{id}/letters/{letter}/join", group.ActJoin, s.admit},
		{"GET", "/groups/{id}/letters/{letter}/join/known", group.ActJoin, s.admitKnownShow},
		{"POST", "/groups/{id}/letters/{letter}/join/known", group.ActJoin, s.admitKnown},
		{"GET", "/groups/{id}/letters/{letter}/queue", group.ActWaiting, s.enqueueShow},
		{"POST", "/groups/{id}/letters/{letter}/queue", group.ActWaiting, s.enqueue},
		{"GET", "/groups/{id}/letters/{letter}/queue/known", group.ActWaiting, s.enqueueKnownShow},
		{"POST", "/groups/{id}/letters/{letter}/queue/known", group.ActWaiting, s.enqueueKnown},
		{"GET", "/me/letters", relay.ActSeen, s.meLetterList},
		{"GET", "/me/letters/questions", relay.ActAsk, s.meLetterAskShow},
		{"POST", "/me/letters/questions", relay.ActAsk, s.meLetterAsk},
		{"GET", "/me/letters/{letter}", relay.ActSeen, s.meLetterShow},
		{"POST", "/me/letters/{letter}", relay.ActSeen, s.meLetterAnswer},
		{"POST", "/me/letters/{letter}/do", relay.ActSeen, s.meLetterDo},
	}
}
