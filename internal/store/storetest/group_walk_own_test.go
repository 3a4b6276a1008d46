package storetest

import (
	"context"

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
	task.Person, task.Version = who, 1
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

// strange counts what is somebody's in a group to which they do not belong, and
// what waits for a group that closed: who takes over, tasks, turns ahead, and
// who waits.
func (w *roam) strange() (n int) {
	w.t.Helper()
	const belongs = `SELECT 1 FROM membership m WHERE m.institution_no = x.institution_no AND m.person_id = x.person_id AND m.left_on IS NULL AND m.group_id = `
	const closed = `SELECT 1 FROM circle c WHERE c.institution_no = x.institution_no AND c.stage = 'closed' AND c.id = x.group_id`
	w.must(w.do(func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT
			(SELECT COUNT(*) FROM group_handover x WHERE x.institution_no = $1 AND x.person_id IS NOT NULL AND NOT EXISTS (`+belongs+`x.group_id)) +
			(SELECT COUNT(*) FROM group_task x WHERE x.institution_no = $1 AND x.person_id IS NOT NULL AND NOT EXISTS (`+belongs+`x.group_id)) +
			(SELECT COUNT(*) FROM group_task x WHERE x.institution_no = $1 AND x.done_on IS NULL AND EXISTS (`+closed+`)) +
			(SELECT COUNT(*) FROM meeting_turn x JOIN meeting e ON e.institution_no = x.institution_no AND e.id = x.meeting_id
				WHERE x.institution_no = $1 AND e.starts_at > $2 AND NOT EXISTS (`+belongs+`e.group_id)) +
			(SELECT COUNT(*) FROM group_waiter x WHERE x.institution_no = $1 AND (EXISTS (`+closed+`) AND x.person_id IS NOT NULL OR EXISTS (`+belongs+`x.group_id)))`,
			w.scope().Institution(), sqldb.Micros(w.desk.Clock.Now())).Scan(&n)
	}))
	return n
}
