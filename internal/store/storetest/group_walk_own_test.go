package storetest

import (
	"context"
	"fmt"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
)

// oneOf is somebody of the people of the walk, who may belong to the group or not.
func (w *roam) oneOf() (who domain.PersonID, ok bool) {
	if len(w.people) == 0 {
		return who, false
	}
	return w.people[w.rng.IntN(len(w.people))], true
}

// handOver begins a hand-over with somebody who takes over and a task of theirs.
func (w *roam) handOver() {
	g := w.any()
	who, ok := w.oneOf()
	if !ok {
		return
	}
	w.say("hand over %d", w.name(g))
	was, err := w.handovers.Show(w.t.Context(), w.by, g.id, handDay)
	w.must(err)
	task := handTask(group.Team, "Spisać, co trzeba umieć.")
	err = w.handovers.Begin(w.t.Context(), w.by, group.Handover{ID: domain.NewID[domain.HandoverID](), Group: g.id, Successor: who, Tasks: []group.HandTask{task}})
	if !w.wants(err, !g.closed() && g.has(who) && was.Handover == nil, domain.KindConflict, domain.KindInvalid) {
		return
	}
	task.Person, task.Version, task.Due = who, 1, day("2026-02-20")
	w.wants(w.handovers.EditTask(w.t.Context(), w.by, g.id, task), true)
}

// giveTurn gives somebody a role at the next meeting of a group.
func (w *roam) giveTurn() {
	g := w.any()
	who, ok := w.oneOf()
	if !ok {
		return
	}
	w.say("turn in %d", w.name(g))
	for _, m := range w.listed(g.id, true) {
		if m.State == meeting.Planned {
			role := group.Opener
			change := group.TurnChange{Role: role, Now: who}
			for _, t := range w.turnsOf(m.Meeting) {
				if t.Role == role {
					change.Was = t.Person
				}
			}
			w.wants(w.turns.Set(w.t.Context(), w.by, g.id, m.ID, []group.TurnChange{change}), g.has(who) || change.Was == who, domain.KindConflict, domain.KindInvalid, domain.KindNotFound)
			return
		}
	}
}

// wait puts somebody on the waiting list of a group.
func (w *roam) wait() {
	g := w.any()
	who, ok := w.oneOf()
	if !ok {
		return
	}
	w.say("wait for %d", w.name(g))
	w.wants(w.awaits(awaiting(g.id, who, "2026-03-01")), !g.closed() && !g.has(who) && g.shut, domain.KindConflict)
}

// leftovers are, by what they are, the rows x that are somebody's in a group to which
// they do not belong, and what waits for a group that closed.
var leftovers = func() string {
	const (
		belongs = `EXISTS (SELECT 1 FROM membership m WHERE m.institution_no = $1 AND m.left_on IS NULL AND m.group_id = %s AND m.person_id = %s)`
		closed  = `EXISTS (SELECT 1 FROM circle c WHERE c.institution_no = $1 AND c.stage = 'closed' AND c.id = x.group_id)`
	)
	var all []string
	add := func(what, from, no, where string) {
		all = append(all, fmt.Sprintf(`SELECT '%s', COUNT(*) FROM %s WHERE x.%s = $1 AND %s HAVING COUNT(*) > 0`, what, from, no, where))
	}
	for _, of := range []struct{ table, person, no string }{
		{"group_handover", "person_id", "institution_no"},
		{"group_task", "person_id", "institution_no"},
		{"group_wish", "person_id", "institution_no"},
		{"group_absence", "person_id", "institution_no"},
		{"help", "author_id", "institution_no"},
		{"help", "other_id", "institution_no"},
		{"agreed", "person_id", "institution_no"},
		{"shelf_item", "person_id", "institution_no"},
		{"letter", "taker_person", "institution_no"},
		{"link", "person_id", "scope_no"},
		{"session", "person_id", "scope_no"},
	} {
		add(of.table+"."+of.person, of.table+" x", of.no, fmt.Sprintf("x."+of.person+" IS NOT NULL AND NOT "+belongs, "x.group_id", "x."+of.person))
	}
	add("venture_task.person_id", `venture_task x JOIN venture v ON v.institution_no = x.institution_no AND v.id = x.venture_id`, "institution_no",
		"x.person_id IS NOT NULL AND NOT "+fmt.Sprintf(belongs, "v.group_id", "x.person_id"))
	add("a turn ahead", `meeting_turn x JOIN meeting e ON e.institution_no = x.institution_no AND e.id = x.meeting_id`, "institution_no",
		"e.starts_at > $2 AND NOT "+fmt.Sprintf(belongs, "e.group_id", "x.person_id"))
	add("who waits and belongs", "group_waiter x", "institution_no", fmt.Sprintf(belongs, "x.group_id", "x.person_id"))
	add("who waits for a closed group", "group_waiter x", "institution_no", "x.person_id IS NOT NULL AND "+closed)
	add("a task of a closed group", "group_task x", "institution_no", "x.done_on IS NULL AND "+closed)
	add("help in a closed group", "help x", "institution_no", "x.state IN ('open', 'matched') AND "+closed)
	add("an invitation to a closed group", "invitation x", "scope_no", closed)
	add("an address of a closed group", "write_link x", "scope_no", closed)
	add("an invitation of somebody forgotten", "invitation x", "scope_no",
		"EXISTS (SELECT 1 FROM person p WHERE p.institution_no = $1 AND p.id = x.person_id AND p.forgotten_at IS NOT NULL)")
	return strings.Join(all, " UNION ALL ")
}()

// strange says what is left behind.
func (w *roam) strange() (all []string) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, leftovers, w.scope().Institution(), sqldb.Micros(w.desk.Clock.Now()))
		if err != nil {
			return err
		}
		defer rows.Close()
		for all = nil; rows.Next(); {
			var what string
			var n int
			if err := rows.Scan(&what, &n); err != nil {
				return err
			}
			all = append(all, fmt.Sprintf("%s, %d times", what, n))
		}
		return rows.Err()
	}))
	return all
}
