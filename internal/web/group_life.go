package web

import (
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// recent is how many meetings are meant by "the last ones".
const recent = 6

// lastLed counts, among the last meetings, those that members led.
func lastLed(dots []group.Dot) (led, of int) {
	dots = dots[max(0, len(dots)-recent):]
	for _, d := range dots {
		if d.ByMember {
			led++
		}
	}
	return led, len(dots)
}

// lifeTitle says what the line of life shows: who leads lately, or since when
// the group is what it is.
func lifeTitle(r *request, all whole) string {
	led, of := lastLed(all.story.Dots)
	working := all.Stage == group.Gathering || all.Stage == group.Accompanied || all.Stage == group.CoLed
	switch {
	case !working || of < 3 || led == 0:
		return r.print.T(i18n.Key("group.finding", string(all.Stage)), "when", sinceStage(r, all.story))
	case led == of:
		return r.print.T("group.life.led_all")
	}
	return r.print.T("group.life.led", "led", led, "of", of)
}

func sinceStage(r *request, st group.Story) string {
	if len(st.Steps) == 0 {
		return "" // every group has a first step; a page without one still opens
	}
	return r.print.MomentOf(st.Steps[len(st.Steps)-1].On)
}

// line is the order in which a life usually goes.
var line = []group.Stage{group.Idea, group.Gathering, group.Accompanied, group.CoLed, group.Independent}

// lifeStages puts every meeting into the stage in which it was held, and adds
// the stages still ahead.
func lifeStages(r *request, all whole) (stages []kit.Stage) {
	steps := all.story.Steps
	for _, t := range steps {
		stages = append(stages, kit.Stage{Name: stageName(r, t.Stage), State: kit.Past})
	}
	for _, d := range all.story.Dots {
		if len(stages) > 0 {
			i := stageAt(steps, d.On)
			stages[i].Meetings = append(stages[i].Meetings, d.ByMember)
		}
	}
	for i := range stages {
		if i == len(stages)-1 {
			stages[i].State = kit.Now
		}
		stages[i].When = stageWhen(r, steps[i].On, stages[i])
	}
	if at := slices.Index(line, all.Stage); at >= 0 {
		for _, next := range line[at+1:] {
			stages = append(stages, kit.Stage{Name: stageName(r, next), State: kit.Next})
		}
	}
	return stages
}

// stageAt finds the last step that had surely begun on a day; what came before
// all of them belongs to the first.
func stageAt(steps []group.Step, on domain.Date) int {
	at := 0
	for i, t := range steps {
		if begun, _ := t.On.Span(); !on.Before(begun) {
			at = i
		}
	}
	return at
}

func stageName(r *request, stage group.Stage) string {
	return r.print.T(i18n.Key("group.stages", string(stage)))
}

func stageWhen(r *request, on domain.Moment, stage kit.Stage) string {
	when := r.print.Moment(on)
	if stage.State == kit.Now {
		when = r.print.T("group.life.since", "when", r.print.MomentOf(on))
	}
	if n := len(stage.Meetings); n > 0 {
		when += ", " + r.print.N("group.life.meetings", n)
	}
	return when
}

// present is what the stage a group is in asks and gives.
func present(r *request, stage group.Stage) page.Present {
	t := r.print.T
	return page.Present{
		Title: t("group.present.title", "stage", stageName(r, stage)),
		Asks:  t(i18n.Key("group.stage_asks", string(stage))), Gives: t(i18n.Key("group.stage_gives", string(stage))),
	}
}

// showIndependence is the ring of accompanied meetings and what already
// speaks for the group going on alone: facts, each of them counted.
func (s *Server) showIndependence(r *request, all whole, show *page.Show) {
	switch all.Stage {
	case group.Gathering, group.Accompanied, group.CoLed, group.Dormant:
	default:
		return
	}
	if all.Stage == group.Dormant && len(all.story.Dots) == 0 {
		return // a group of the past: nobody counted, so there is nothing to say
	}
	if all.Accompanied > 0 {
		show.Seats = seats(r, all.led, all.Accompanied)
	}
	if all.Stage == group.Gathering {
		return
	}
	show.There, show.Missing = s.readyFacts(r, all.Group, all.ready)
	show.Handover = kit.Link{Text: r.print.T("group.facts.link"), Href: handoverPath(all.ID)}
}

func seats(r *request, taken, of int) *kit.Seats {
	ring := &kit.Seats{Taken: taken, Of: of, Said: r.print.T("group.seats.said", "taken", taken, "of", of)}
	if taken < of {
		ring.Text = r.print.N("group.seats.left", of-taken)
	} else {
		ring.Text = r.print.T("group.seats.used")
	}
	return ring
}

// planned leaves out what was called off.
func planned(rows []meeting.Row) []meeting.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(m meeting.Row) bool { return m.State == meeting.Cancelled })
}

// joinWords puts words beside each other that belong together.
func joinWords(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), ", ")
}
