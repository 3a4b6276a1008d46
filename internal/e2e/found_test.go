package e2e_test

import "time"

// screensToMeet is how many pages a group may take from Dziś to its first
// meeting, fewer than twelve.
const screensToMeet = 11

// foundGroup is a group from the idea to its first meeting: it is founded,
// somebody joins, its meetings are planned, and the first of them is looked at.
func foundGroup(w *walk) {
	w.enter("coordinator", "Kluczach")
	screens := 1
	by := func(tap func(key string), key string) {
		w.t.Helper()
		tap(key)
		screens++
	}
	by(w.follow, "nav.groups")
	by(w.follow, "group.list.new")
	w.look("group")
	w.fill("group.field.neutral", "W sobotę rano")
	w.fill("group.field.name", "Spacery")
	w.fill("group.field.kind", w.words("group.kinds.loneliness"))
	w.choose("radio", w.words("group.characters.discussion"))
	w.choose("radio", w.words("group.opennesses.open"))
	w.choose("radio", w.words("group.stages.gathering"))
	by(w.press, "group.new.save")
	w.sees("W sobotę rano", w.words("group.finding.gathering"))
	w.look("group-new")

	by(w.follow, "group.show.add")
	w.fill("member.join.pseudonym", "Pliszka")
	by(w.press, "member.join.save")
	w.sees(w.words("member.said.joined"), "Pliszka")

	by(w.follow, "meeting.plan.link")
	first := time.Now().AddDate(0, 0, 9)
	w.date(first.Format("2"), first.Format("1"), first.Year())
	w.fill("meeting.plan.start", "10:00")
	w.fill("meeting.plan.end", "11:30")
	by(w.press, "meeting.plan.preview")
	by(w.press, "meeting.plan.save")
	w.sees(w.words("meeting.said.planned"))
	by(func(string) { w.in("tbody tr:first-child th").to("") }, "")
	w.sees("W sobotę rano", "10:00")
	w.look("meeting")
	if screens > screensToMeet {
		w.t.Errorf("a group takes %d pages to its first meeting", screens)
	}
}
