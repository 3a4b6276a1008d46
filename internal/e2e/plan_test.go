package e2e_test

import (
	"testing"
	"time"

	"krag/internal/i18n"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// planDay is what a coordinator does with plans of meetings: looks for one,
// makes an own one of it, shares it, and gives it to a meeting.
func planDay(w *walk) {
	w.enter("coordinator", "Kluczach")
	w.follow("nav.plans")
	w.sees(w.words("plan.list.own"), w.words("plan.list.library"), w.words("plan.list.others"))
	w.look("plans")
	w.in("section[aria-labelledby=library] tbody tr:first-child").to("")
	w.look("plan")
	w.follow("plan.copy.link")
	w.look("plan-new")
	w.fill("plan.field.title", "")
	w.press("plan.edit.save")
	w.flawed("plan")
	w.fill("plan.field.title", "Po naszemu")
	w.moveSteps()
	w.press("plan.edit.save")
	w.sees(w.words("plan.said.saved"), "Po naszemu")
	w.follow("plan.share.link")
	w.look("plan-share")
	w.press("plan.share.button")
	w.sees(w.words("plan.said.shared"))
	own := w.URL()

	w.choosePlan()
	w.Goto(own)
	w.follow("plan.delete.link")
	w.sees(w.say.N("plan.delete.uses", 1))
	w.look("plan-delete")
	w.press("plan.delete.button")
	w.sees(w.words("plan.said.deleted"))
	w.hides("Po naszemu")
}

// moveSteps moves the first step down, and adds one which is taken out again.
// What was typed stays.
func (w *walk) moveSteps() {
	w.t.Helper()
	first, second := w.In("fieldset:has(#step_1_title)"), w.In("fieldset:has(#step_2_title)")
	title := first.Value(w.words("plan.step.title"))
	w.in("fieldset:has(#step_1_title)").opens("button", w.words("plan.step.down")+" : "+w.words("plan.step.nth", "n", 1))
	if now := second.Value(w.words("plan.step.title")); now != title {
		w.t.Errorf("after it was moved the second step is %q, not %q", now, title)
	}
	w.press("plan.step.add")
	w.look("plan-step-added")
	last := w.In("form").Text()
	w.in("fieldset:has(.acts [value^=drop]):nth-last-of-type(1)").opens("button", w.words("plan.step.drop")+" : "+w.words("plan.step.nth", "n", w.planSteps()))
	if w.In("form").Text() == last {
		w.t.Error("a step that was removed is still there")
	}
}

// planSteps counts the steps of the form.
func (w *walk) planSteps() (n int) {
	for w.Has("group", w.words("plan.step.nth", "n", n+1)) {
		n++
	}
	return n
}

// choosePlan gives the own plan to the next meeting of a group, and takes it
// back to one that is suggested and again to the own one.
func (w *walk) choosePlan() {
	w.t.Helper()
	w.follow("nav.groups")
	w.to("Na parterze")
	w.follow("meeting.details")
	w.follow("plan.choose.read")
	w.follow("plan.choose.change")
	w.look("plan-choose")
	w.choose("radio", w.words("plan.choose.another"))
	w.fill("plan.choose.any", w.words("plan.choose.own", "title", "Po naszemu"))
	w.press("plan.choose.save")
	w.sees(w.words("plan.said.chosen"), "Po naszemu")
	w.look("meeting-with-plan")
}

// TestRunAPlan: a host leads the next meeting by its plan, with a phone and no
// mouse. Without script each step is a page; with it a clock runs, and a step
// needs no network.
func TestRunAPlan(t *testing.T) {
	w := &walk{lang: i18n.Polish, px: webtest.Phone, keys: true, t: t, say: i18n.For(i18n.Polish), taps: new(int), name: "run", pages: &album{}}
	w.demo = newTown(t, storetest.BlankSQLite, noon).settle(t)
	w.enter("host", "Kluczach")
	w.follow("nav.me")
	w.follow("meeting.details")
	w.follow("plan.choose.read")
	w.look("plan-of-meeting")
	plan := w.In(".plan__steps > li:first-child h3").Text()
	second := w.In(".plan__steps > li:nth-child(2) h3").Text()
	w.follow("plan.run.link")
	w.sees(w.words("plan.run.prepare"))
	w.look("run-begin")
	w.follow("plan.run.start")
	w.sees(plan)
	w.hides(second)
	if w.Has("button", w.words("plan.run.pause")) || w.Has("button", w.words("plan.run.resume")) {
		t.Error("without script there is a clock that does not run")
	}
	w.look("run-step")
	w.follow("plan.run.next")
	w.sees(second)
	w.follow("plan.run.back")
	w.follow("plan.run.back")
	w.sees(w.words("plan.run.prepare"))

	w.Script(true)
	w.Goto(w.URL())
	w.HeedsWake()
	w.Later(0)
	w.Offline(true)
	w.key("link", "plan.run.start")
	w.sees(plan, w.words("plan.run.pause"), w.words("plan.run.left"))
	w.Later(time.Minute)
	w.sees("1:00 / ")
	w.Later(3 * time.Hour)
	w.sees(w.words("plan.run.up"), w.words("plan.run.past"))
	w.Screenshot("run-clock")
	w.Axe()
	w.key("link", "plan.run.next")
	w.sees(second)
	w.hides(w.words("plan.run.up"))
	if w.Wakes() == 0 {
		t.Error("nobody asked that the screen stays on")
	}
	w.Offline(false)
	webtest.ValidHTML(t, w.pages.all)
}

// key goes to something by Tab and opens it by Enter; no page is waited for.
func (w *walk) key(role, key string) {
	w.t.Helper()
	w.TabTo(role, w.words(key))
	w.Press("Enter")
}
