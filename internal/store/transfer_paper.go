package store

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
)

func (g going) agreements(ctx context.Context) error {
	rows, err := queries(ctx).TransferAgreements(ctx, query.TransferAgreementsParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for _, r := range rows {
		a := transfer.Agreement{Lang: r.Lang, Present: int(r.Present)}
		if a.AgreedOn, err = dayOut(r.AgreedOn); err != nil {
			return err
		}
		if a.ReviewOn, err = dayOut(r.ReviewOn); err != nil {
			return err
		}
		var rules []storedRule
		if err = json.Unmarshal([]byte(r.Rules), &rules); err != nil {
			return err
		}
		for _, rule := range rules {
			a.Rules = append(a.Rules, transfer.Rule(rule))
		}
		to := &g.parcel.Groups[g.groups[r.GroupID]]
		to.Agreements = append(to.Agreements, a)
	}
	return err
}

func (g going) handovers(ctx context.Context) error {
	rows, err := queries(ctx).TransferHandovers(ctx, query.TransferHandoversParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	if err != nil {
		return err
	}
	for _, r := range rows {
		var h transfer.Handover
		if h.Until, err = dayOut(r.UntilOn); err != nil {
			return err
		}
		g.parcel.Groups[g.groups[r.GroupID]].Handover = &h
	}
	tasks, err := queries(ctx).TransferTasks(ctx, query.TransferTasksParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for _, r := range tasks {
		t := transfer.Task{Step: r.Step, Text: r.Task}
		if t.Due, err = dayOut(r.DueOn); err != nil {
			return err
		}
		if t.Done, err = dayOut(r.DoneOn); err != nil {
			return err
		}
		h := g.parcel.Groups[g.groups[r.GroupID]].Handover
		h.Tasks = append(h.Tasks, t)
	}
	return err
}

func dayOut(text *string) (transfer.When, error) {
	d, err := dayOrZero(text)
	return transfer.Day(d), err
}

// papersOfGroup is more than a group has; its tasks come after its editions.
const (
	papersOfGroup = 1000
	tasksAt       = 500
	handoverAt    = papersOfGroup - 1
)

// papers writes what a group agreed on and how it is handed over.
func (c coming) papers(ctx context.Context, n int, in domain.GroupID) error {
	g := c.plan.Groups[n]
	for k, one := range g.Agreements {
		id := domain.EditionID{UUID: c.id(transfer.APaper, n*papersOfGroup+k)}
		if err := c.edition(ctx, id, in, k, one); err != nil {
			return err
		}
	}
	if g.Handover == nil {
		return nil
	}
	_, err := c.Groups().InsertHandover(ctx, c.scope, group.Handover{
		ID: domain.HandoverID{UUID: c.id(transfer.APaper, n*papersOfGroup+handoverAt)}, Group: in, Until: g.Handover.Until.Date, MadeAt: c.at(n),
	})
	for k, one := range g.Handover.Tasks {
		if err != nil {
			return err
		}
		id := domain.TaskID{UUID: c.id(transfer.APaper, n*papersOfGroup+tasksAt+k)}
		_, err = c.Groups().InsertTask(ctx, c.scope, in, group.HandTask{
			ID: id, Step: group.HandStep(one.Step), Text: one.Text, Due: one.Due.Date, Place: int64(k + 1),
		})
		if err == nil && !one.Done.IsZero() {
			_, err = c.Groups().SetTaskDone(ctx, c.scope, in, id, one.Done.Date)
		}
	}
	return err
}

// edition writes a draft, and then that it was agreed on.
func (c coming) edition(ctx context.Context, id domain.EditionID, in domain.GroupID, k int, one transfer.Agreement) error {
	e := group.Edition{ID: id, Group: in, No: k + 1, Lang: one.Lang, MadeAt: c.at(k), Version: 1}
	for _, r := range one.Rules {
		e.Rules = append(e.Rules, group.Rule(r))
	}
	added, err := c.Groups().InsertEdition(ctx, c.scope, e)
	if err != nil || !added || one.AgreedOn.IsZero() {
		return err
	}
	e.AgreedOn, e.ReviewOn, e.Present = one.AgreedOn.Date, one.ReviewOn.Date, stats.People(one.Present)
	return c.Groups().UpdateEdition(ctx, c.scope, e)
}
