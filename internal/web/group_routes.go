package web

import (
	"krag/internal/domain/account"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/person"
)

// groupRoutes are the pages of groups and of who belongs to them.
func (s *Server) groupRoutes() []Route {
	return []Route{
		{"GET", "/groups", group.ActList, s.groupList},
		{"POST", "/groups", group.ActList, s.groupSearch},
		{"GET", "/groups/new", group.ActCreate, s.groupNew},
		{"POST", "/groups/new", group.ActCreate, s.groupCreate},
		{"GET", arrivePattern, group.ActCreate, s.groupArriveShow},
		{"POST", arrivePattern, group.ActCreate, s.groupArrive},
		{"GET", "/kinds", group.ActKinds, s.groupKinds},
		{"GET", "/kinds/new", group.ActKindsKeep, s.groupKindNewShow},
		{"POST", "/kinds/new", group.ActKindsKeep, s.groupKindNew},
		{"GET", "/kinds/{kind}/edit", group.ActKindsKeep, s.groupKindEditShow},
		{"POST", "/kinds/{kind}/edit", group.ActKindsKeep, s.groupKindEdit},
		{"GET", "/groups/{id}", group.ActShow, s.groupShow},
		{"GET", "/groups/{id}/edit", group.ActEdit, s.groupEditShow},
		{"POST", "/groups/{id}/edit", group.ActEdit, s.groupEdit},
		{"GET", "/groups/{id}/stage", group.ActStage, s.groupStageShow},
		{"POST", "/groups/{id}/stage", group.ActStage, s.groupStage},
		{"GET", "/groups/{id}/stage/back", group.ActStage, s.groupBackShow},
		{"POST", "/groups/{id}/stage/back", group.ActStage, s.groupBack},
		{"GET", "/groups/{id}/close", group.ActStage, s.groupCloseShow},
		{"POST", "/groups/{id}/close", group.ActStage, s.groupClose},
		{"GET", "/groups/{id}/split", group.ActSplit, s.groupSplitShow},
		{"POST", "/groups/{id}/split", group.ActSplit, s.groupSplit},
		{"GET", "/groups/{id}/move", group.ActStage, s.groupMoveShow},
		{"GET", "/groups/{id}/move/file", group.ActStage, s.groupFile},
		{"GET", "/groups/{id}/move/slips", group.ActStage, s.groupSlips},
		{"GET", "/groups/{id}/merge", group.ActMerge, s.groupMergeShow},
		{"POST", "/groups/{id}/merge", group.ActMerge, s.groupMerge},
		{"GET", "/groups/{id}/agreement", group.ActShow, s.groupAgreementShow},
		{"GET", "/groups/{id}/agreement/sheet", group.ActShow, s.groupAgreementSheet},
		{"GET", "/groups/{id}/agreement/new", group.ActAgreement, s.groupAgreementNewShow},
		{"POST", "/groups/{id}/agreement/new", group.ActAgreement, s.groupAgreementNew},
		{"GET", "/groups/{id}/agreement/edit", group.ActAgreement, s.groupAgreementEditShow},
		{"POST", "/groups/{id}/agreement/edit", group.ActAgreement, s.groupAgreementEdit},
		{"GET", "/groups/{id}/agreement/agree", group.ActAgreement, s.groupAgreementAgreeShow},
		{"POST", "/groups/{id}/agreement/agree", group.ActAgreement, s.groupAgreementAgree},
		{"GET", "/groups/{id}/agreement/drop", group.ActAgreement, s.groupAgreementDropShow},
		{"POST", "/groups/{id}/agreement/drop", group.ActAgreement, s.groupAgreementDrop},
		{"GET", "/groups/{id}/mutual", mutual.ActCount, s.mutualShow},
		{"GET", "/groups/{id}/mutual/new", mutual.ActKeep, s.led(s.helpNewShow)},
		{"POST", "/groups/{id}/mutual/new", mutual.ActKeep, s.led(s.helpNew)},
		{"GET", "/groups/{id}/mutual/{help}/edit", mutual.ActKeep, s.led(s.helpEditShow)},
		{"POST", "/groups/{id}/mutual/{help}/edit", mutual.ActKeep, s.led(s.helpEdit)},
		{"GET", "/groups/{id}/mutual/{help}/match", mutual.ActKeep, s.led(s.helpMatchShow)},
		{"POST", "/groups/{id}/mutual/{help}/match", mutual.ActKeep, s.led(s.helpMatch)},
		{"GET", "/groups/{id}/mutual/{help}/end", mutual.ActKeep, s.led(s.helpEndShow)},
		{"POST", "/groups/{id}/mutual/{help}/end", mutual.ActKeep, s.led(s.helpEnd)},
		{"GET", "/groups/{id}/members", group.ActMembers, s.memberList},
		{"GET", "/groups/{id}/members/new", group.ActJoin, s.memberJoinShow},
		{"POST", "/groups/{id}/members/new", group.ActJoin, s.memberJoin},
		{"GET", "/groups/{id}/members/known", group.ActJoin, s.memberKnownShow},
		{"POST", "/groups/{id}/members/known", group.ActJoin, s.memberKnown},
		{"GET", "/groups/{id}/members/{person}/leave", group.ActLeave, s.memberLeaveShow},
		{"POST", "/groups/{id}/members/{person}/leave", group.ActLeave, s.memberLeave},
		{"GET", "/groups/{id}/members/{person}/link", account.ActMemberLink, s.memberLinkShow},
		{"POST", "/groups/{id}/members/{person}/link", account.ActMemberLink, s.memberLink},
		{"POST", "/groups/{id}/members/{person}/link/send", account.ActMemberLink, s.memberLinkSend},
		{"POST", "/groups/{id}/members/{person}/link/revoke", account.ActMemberLink, s.memberLinkRevoke},
	}
}

// meRoutes are a member's own pages.
func (s *Server) meRoutes() []Route {
	return []Route{
		{"GET", "/me", meeting.ActOwn, s.meShow},
		{"GET", "/me/agreement", group.ActOwn, s.meAgreement},
		{"POST", "/me/agreement", group.ActAccept, s.meAgreementAccept},
		{"GET", "/me/leave", group.ActLeave, s.meLeaveShow},
		{"POST", "/me/leave", group.ActLeave, s.meLeave},
		{"GET", "/me/left", ActPublic, s.meLeft},
		{"GET", "/me/mutual", mutual.ActSeen, s.meMutual},
		{"GET", "/me/mutual/new", mutual.ActOwn, s.ours(s.helpNewShow)},
		{"POST", "/me/mutual/new", mutual.ActOwn, s.ours(s.helpNew)},
		{"GET", "/me/mutual/{help}/edit", mutual.ActOwn, s.ours(s.helpEditShow)},
		{"POST", "/me/mutual/{help}/edit", mutual.ActOwn, s.ours(s.helpEdit)},
		{"GET", "/me/mutual/{help}/answer", mutual.ActSeen, s.ours(s.helpAnswerShow)},
		{"POST", "/me/mutual/{help}/answer", mutual.ActSeen, s.ours(s.helpAnswer)},
		{"GET", "/me/mutual/{help}/end", mutual.ActOwn, s.ours(s.helpEndShow)},
		{"POST", "/me/mutual/{help}/end", mutual.ActOwn, s.ours(s.helpEnd)},
		{"GET", "/me/name", person.ActEdit, s.meNameShow},
		{"POST", "/me/name", person.ActEdit, s.meName},
	}
}
