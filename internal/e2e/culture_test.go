package e2e_test

import (
	"strings"

	"krag/internal/demo"
	"krag/internal/domain/group"
	"krag/internal/i18n"
)

// cultureCentre is what the coordinator of the Cultural Centre of Self-Help
// sees: three groups, one of which goes on alone, with the days of its stages
// and meetings, and results in the words and counts of their source.
func cultureCentre(w *walk) {
	w.enter("coordinator", "Lip")
	w.sees(w.words("handover.waits.call"))
	w.look("today")
	w.follow("nav.programmes")
	w.in("tbody th").to("")
	three := w.say.N("programme.lead.groups", 3)
	w.sees(w.say.N("programme.lead.independent", 1, "groups", three))
	w.look("programme")
	w.results()
	w.follow("programme.links.record")
	w.look("record")
	w.follow("nav.groups")
	w.look("groups")
	w.independent()
	w.handedOn()
	w.meetings()
}

// results are on the page exactly as the source has them.
func (w *walk) results() {
	w.t.Helper()
	facts, err := demo.Facts("kcs")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range facts["results"].([]any) {
		result := r.(map[string]any)
		w.sees(demo.InPolish(result["indicator"].(string)))
		if said, ok := result["value"].(string); ok {
			w.sees(said)
		}
	}
	w.sees(w.words("outcome.of", "all", 3, "who", w.words("outcome.counted_of.groups")))
}

// independent has every stage of the group that goes on alone, each but the
// first since a day.
func (w *walk) independent() {
	w.t.Helper()
	w.to("Przy stole")
	w.look("group")
	line := w.In(".life").Text()
	for _, stage := range []string{"idea", "gathering", "accompanied", "co_led", "independent"} {
		if !strings.Contains(line, w.words("group.stages."+stage)) {
			w.t.Errorf("the line of the group's life lacks %s: %s", stage, line)
		}
	}
	if n := strings.Count(line, "20"); n < 3 {
		w.t.Errorf("the stages have no days: %s", line)
	}
}

// handedOn tells how staff let go of it, all of which is done, and that it is
// half a year since, so that somebody asks how it is.
func (w *walk) handedOn() {
	w.t.Helper()
	w.follow("handover.title")
	w.sees("Jaskółka", "Ostatnie spotkanie z animatorką, z podziękowaniem")
	for _, step := range group.HandSteps {
		w.sees(w.words(i18n.Key("handover.steps", string(step))))
	}
	w.look("handover-done")
	w.follow("handover.call.link")
	w.sees(w.words("handover.call.ask"))
	w.look("handover-call")
	w.to("Przy stole")
}

func (w *walk) meetings() {
	w.t.Helper()
	w.in("section[aria-labelledby=past]").follow("meeting.all")
	w.look("meetings-ahead")
	w.follow("meeting.list.past")
	w.look("meetings-past")
	w.in("tbody tr:last-child th").to("")
	w.sees(w.words("meeting.state.held"), "Sala kameralna, I piętro")
	w.look("meeting")
	w.follow("attendance.sheet.print")
	w.sees("Jaskółka", "Bosman")
	w.look("sheet")
}
