package web

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/person"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
)

// journalWords says the ids of records in words, as far as the reader may know
// what they stand for.
type journalWords struct {
	s      *Server
	r      *request
	names  map[domain.UserID]string
	groups map[domain.GroupID]string
}

func (s *Server) journalWords(r *request) (w journalWords, err error) {
	staff, err := s.Accounts.Names(r.Context(), r.actor)
	if err != nil {
		return w, err
	}
	groups, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return w, err
	}
	w = journalWords{s: s, r: r, names: map[domain.UserID]string{}, groups: map[domain.GroupID]string{}}
	for id, called := range staff {
		w.names[id] = called.Reveal()
	}
	for _, g := range groups {
		w.groups[g.ID] = g.Neutral
	}
	return w, nil
}

// by is who did it. Of a member it is said that it was one, never which. Who
// works here has a name until being forgotten.
func (w journalWords) by(l audit.Link) string {
	if called := w.names[l.User]; called != "" {
		return called
	}
	switch l.Role {
	case authz.Member:
		return w.r.print.T("journal.by.member")
	case authz.System:
		return w.r.print.T("journal.by.system")
	case authz.Visitor:
		return w.r.print.T("journal.by.visitor")
	case authz.Operator:
		return w.r.print.T("journal.by.operator")
	}
	return w.r.print.T("person.forgotten_name")
}

// role is what they were then.
func (w journalWords) role(l audit.Link) string {
	if key := i18n.Key("account.roles", string(l.Role)); w.r.print.Has(key) {
		return w.r.print.T(key)
	}
	return w.by(l)
}

// listed are the actions that show many people at once. How many those were
// is a count of people, which not every reader may know exactly; and of a list
// of everybody, taken with the numbers of groups, it could tell a small one.
var listed = map[authz.Action]bool{person.ActList: true, group.ActMembers: true, group.ActInterest: true}

// lists reports whether a record is of many people who were shown at once.
func (w journalWords) lists(l audit.Link) bool { return listed[l.Action] && l.Kind == "person" }

// knows reports whether the reader may know who belongs to a group, or with
// the zero GroupID to any.
func (w journalWords) knows(id domain.GroupID) bool {
	return w.s.policy.Check(w.r.actor, group.ActMembers, authz.Resource{Scope: w.r.actor.Scope, Group: id}) == nil
}

// withheld reports whether the reader must not learn whom a record is about:
// that somebody joined a group, left it or has a link to it tells who belongs.
func (w journalWords) withheld(l audit.Link) bool {
	return l.Kind == "person" && (!l.Group.IsZero() || l.Action == person.ActEdit) && !w.knows(l.Group)
}

// about is what a record concerns, and where that can be seen.
func (w journalWords) about(l audit.Link) (text, href string) {
	switch {
	case l.Kind == "group":
		return w.group(l.Group, l.IDs)
	case w.lists(l) && l.Group.IsZero() && w.r.actor.Audience(l.Group) == stats.Insider:
		text = w.r.print.T("journal.kinds.list")
	case w.lists(l):
		text = w.r.print.T("journal.kinds.people", "people", stats.People(len(l.IDs)).For(w.r.actor.Audience(l.Group)))
	case l.Kind == "user":
		text, href = w.user(l.IDs)
	default:
		text, href = w.thing(l)
	}
	if name, of := w.group(l.Group, nil); !l.Group.IsZero() {
		text += ", " + name
		if href == "" {
			href = of
		}
	}
	return text, href
}

func (w journalWords) group(id domain.GroupID, ids []domain.UUID) (text, href string) {
	if id.IsZero() && len(ids) == 1 {
		id = domain.GroupID{UUID: ids[0]}
	}
	if text = w.groups[id]; text == "" {
		text = w.r.print.T("journal.kinds.group") + " " + short(id.UUID)
	}
	if w.s.policy.May(w.r.actor, group.ActShow) {
		href = groupPath(id)
	}
	return text, href
}

func (w journalWords) user(ids []domain.UUID) (text, href string) {
	if len(ids) != 1 {
		return w.r.print.N("journal.kinds.accounts", len(ids)), "/staff"
	}
	id := domain.UserID{UUID: ids[0]}
	switch called := w.names[id]; {
	case called == "":
		return w.r.print.T("person.forgotten_name"), ""
	case w.s.policy.May(w.r.actor, account.ActStaffRoles):
		return called, "/staff/" + id.String()
	}
	return w.r.print.T("journal.kinds.user") + " " + short(id.UUID), ""
}

// thing is any other kind: its word and the end of its id.
func (w journalWords) thing(l audit.Link) (text, href string) {
	text = l.Kind
	if key := i18n.Key("journal.kinds", l.Kind); w.r.print.Has(key) {
		text = w.r.print.T(key)
	}
	if len(l.IDs) != 1 || w.withheld(l) {
		return text, ""
	}
	may := func(action authz.Action) bool { return w.s.policy.May(w.r.actor, action) }
	switch {
	case l.Kind == "meeting" && may(meeting.ActShow):
		href = "/meetings/" + l.IDs[0].String()
	case l.Kind == "person" && may(person.ActShow):
		href = personPath(domain.PersonID{UUID: l.IDs[0]})
	case l.Kind == "group_kind":
		return text, kindsPath
	case l.Kind == "institution":
		return text, "/staff"
	}
	return text + " " + short(l.IDs[0]), href
}

// short is the end of an id: the beginning is the hour in which it was made,
// and so the same for neighbours.
func short(id domain.UUID) string {
	text := id.String()
	return "…" + text[strings.LastIndexByte(text, '-')+5:]
}
