package bundle

import (
	"slices"
	"strconv"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/transfer"
)

// agreements asks of each edition what its form asks, and that only the newest
// is a draft.
func (c check) agreements(place string, all []transfer.Agreement) {
	for n, a := range all {
		at := item(joined(place, "agreements"), n)
		c.rules(at, a)
		if len(a.Lang) != 2 {
			c.add(joined(at, "lang"), "bundle.check.lang", nil)
		}
		switch {
		case !a.AgreedOn.IsZero():
			c.agreed(at, a)
		case n < len(all)-1:
			c.add(joined(at, "agreed_on"), "bundle.read.missing", nil)
		case !a.ReviewOn.IsZero() || a.Present != 0:
			c.add(joined(at, "agreed_on"), "bundle.check.draft", nil)
		}
	}
}

// rules asks that they say where confidentiality ends and that none is there twice.
func (c check) rules(place string, a transfer.Agreement) {
	e, keys := group.Edition{}, map[string]bool{}
	for n, r := range a.Rules {
		e.Rules = append(e.Rules, group.Rule(r))
		switch at := joined(item(joined(place, "rules"), n), "key"); {
		case r.Key == "":
			c.add(at, "bundle.check.empty", nil)
		case keys[r.Key]:
			c.add(at, "bundle.read.twice", nil)
		}
		keys[r.Key] = true
	}
	fields := map[string]string{}
	for n := range a.Rules {
		fields[group.RuleField(n)] = "rules[" + strconv.Itoa(n) + "].text"
	}
	c.under(place, e.Check(), fields)
}

func (c check) agreed(place string, a transfer.Agreement) {
	if !a.AgreedOn.IsDay() || !a.ReviewOn.IsDay() {
		c.add(joined(place, "review_on"), "bundle.check.day", nil)
		return
	}
	o := group.Outcome{On: a.AgreedOn.Date, Present: a.Present, ReviewOn: a.ReviewOn.Date}
	tomorrow := domain.DateOf(c.now, time.UTC).AddDays(1) // it may be so already where the file comes from
	c.under(place, o.Check(tomorrow), map[string]string{"on": "agreed_on", "review": "review_on"})
}

func (c check) handover(place string, h transfer.Handover) {
	c.day(joined(place, "until"), h.Until)
	for n, t := range h.Tasks {
		at := item(joined(place, "tasks"), n)
		c.under(at, group.HandTask{Step: group.HandStep(t.Step), Text: t.Text}.Check(), nil)
		c.day(joined(at, "due"), t.Due)
		c.day(joined(at, "done"), t.Done)
	}
}

// day asks that what is there is known to the day.
func (c check) day(place string, w transfer.When) {
	if !w.IsZero() && !w.IsDay() {
		c.add(place, "bundle.check.day", nil)
	}
}

// begunOnly reports that a group brings nothing that has happened: only a draft of
// an agreement, and tasks without days.
func begunOnly(g transfer.Group) bool {
	past := slices.ContainsFunc(g.Agreements, func(a transfer.Agreement) bool { return !a.AgreedOn.IsZero() })
	if h := g.Handover; h != nil {
		past = past || !h.Until.IsZero() || slices.ContainsFunc(h.Tasks, func(t transfer.Task) bool { return !t.Due.IsZero() || !t.Done.IsZero() })
	}
	return !past
}
