package e2e_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/i18n"
	"krag/internal/store/storetest"
)

// fromNothing starts with an empty database and a set-up link, and builds the
// whole programme of Klucze by filling in forms. Then every fact must be found
// on the pages. What is typed is the same in every language: in others than
// Polish it ends with the first group's first meeting.
func fromNothing(t *testing.T, engine string, w walk) {
	w.aside(t, "nothing", engine, func(t *testing.T) {
		base, link := serve(t, map[string]func(testing.TB) string{"sqlite": storetest.BlankSQLite, "postgres": storetest.BlankPostgres}[engine])
		w.open(base)
		w.Goto(link)
		w.fiveQuestions()
		b := &builder{walk: &w, told: factsOf(t, "klucze")}
		b.programme()
		if w.lang != i18n.Polish {
			b.group(meets)
			b.life()
			return
		}
		b.record()
		for i := range kluczeGroups {
			b.group(i)
		}
		b.headline()
		b.money()
		b.life()
		c := w.without()
		tells(t, factsOf(t, "klucze"), c, c, false)
	})
}

// serve runs "krag serve" on an empty database until the test ends, and gives
// its address and the set-up link it prints.
func serve(t *testing.T, blank func(testing.TB) string) (base, link string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan int, 1)
	line := append([]string{"serve", "--addr", "127.0.0.1:0"}, newPlace(t, blank).flags()...)
	go func() {
		done <- cli.Main(ctx, line, noEnv, in, os.Stderr)
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != 0 {
			t.Errorf("krag serve ended with %d", code)
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at := strings.Index(lines.Text(), "http://"); strings.Contains(lines.Text(), "/in/") {
			address := lines.Text()[at:]
			split := strings.Index(address, "/in/")
			go io.Copy(io.Discard, out)
			return address[:split], address[split:]
		}
	}
	t.Fatalf("krag serve printed no set-up link: %v", lines.Err())
	return "", ""
}

// fiveQuestions make the institution and whoever manages it, who here works
// with the groups as well.
func (w *walk) fiveQuestions() {
	w.t.Helper()
	w.look("setup")
	w.press("door.setup.make")
	w.sees(w.words("institution.profile.missing"))
	w.flawed("setup")
	w.fill("door.setup.name", "Ośrodek Pomocy Społecznej w Kluczach")
	w.choose("radio", w.words("institution.profiles.welfare"))
	w.fill("door.setup.place", "gmina Klucze")
	w.fill("door.setup.voivodeship", w.words("institution.voivodeships.12"))
	w.fill("door.setup.manager", "Helena")
	w.fill("door.setup.login", "helena@klucze.example")
	w.fill("door.setup.password", "trzy zwykłe słowa")
	w.press("door.setup.make")
	w.sees(w.words("door.setup.done"))
	w.look("today-empty")
	w.follow("nav.groups")
	w.look("groups-empty")
	w.follow("nav.people")
	w.look("people-empty")
}

// meets is the group, by its place, of which somebody comes to a meeting.
const meets = 2

// builder types the facts of Klucze into forms.
type builder struct {
	*walk
	told
	grouped bool // the programme has a group
}

func (b *builder) programme() {
	b.t.Helper()
	b.follow("nav.programmes")
	b.look("programmes-empty")
	b.follow("programme.list.new")
	b.look("programme-new")
	b.fill("programme.edit.name", b.text("title"))
	b.fill("programme.edit.slug", "Klucze!")
	b.press("programme.edit.make")
	b.flawed("programme-new")
	b.fill("programme.edit.slug", "klucze")
	b.fill("kit.date.year", b.text("started"))
	b.press("programme.edit.make")
	b.sees(b.words("programme.said.made"))
	b.look("programme-empty")
}

// record writes what the programme says of itself, a point a line.
func (b *builder) record() {
	b.t.Helper()
	first := []string{
		"pierwsza grupa: " + b.text("first_group/year"), b.text("first_group/for"), b.text("first_group/initiative"), b.text("first_group/why_it_works"),
	}
	for _, section := range []struct {
		name  string
		items []string
	}{
		{"classification", b.texts("classification")},
		{"situation", b.texts("situation_before")},
		{"diagnosis", b.texts("diagnosis/largest_groups")},
		{"problems", b.texts("diagnosis/problems_named")},
		{"origin", first},
		{"principles", []string{"udział jest dobrowolny", b.text("group_character")}},
		{"path", b.texts("path")},
		{"benefits", b.texts("benefits")},
		{"awards", b.texts("awards")},
		{"advice", b.texts("replication_advice")},
		{"attachments", b.texts("attachments")},
		{"presentation", append(b.texts("presentation_parts"), b.texts("presentation_sections")...)},
	} {
		b.section(section.name, section.items)
	}
	b.partners()
	b.premises()
	b.strategy()
	b.look("record")
}

// partners are written at once, a line for each.
func (b *builder) partners() {
	b.t.Helper()
	names := b.texts("partners")
	for range len(names)/3 + 1 { // three free lines at a time
		if b.Has("link", b.words("programme.sections.partners")) {
			b.follow("programme.sections.partners")
		} else {
			b.in("section[aria-labelledby=partners] > .noprint").Follow("link", "")
		}
		for i, name := range names {
			if line := b.in(fmt.Sprintf("fieldset:nth-of-type(%d)", i+1)); b.lines() > i {
				line.Fill(b.words("partner.field.name"), name)
				line.Fill(b.words("partner.field.kind"), b.words("partner.kinds."+kluczePartners[i]))
			}
		}
		b.press("partner.edit.save")
		b.sees(b.words("partner.said.saved"))
	}
}

// lines are how many lines a list offers.
func (b *builder) lines() int { return strings.Count(string(b.Body()), "<fieldset") }

// premises is the way from an office to the cellar.
func (b *builder) premises() {
	b.t.Helper()
	steps := append([]string{b.text("premises/0/what") + ": " + b.text("premises/0/fit")}, b.texts("premises_path")...)
	for i, step := range append(steps, b.text("premises/1/what")) {
		if i == 0 {
			b.follow("programme.sections.premises")
		} else {
			b.in("section[aria-labelledby=premises] > .noprint").Follow("link", "")
		}
		kind := "room"
		if i > 0 && i <= len(kluczePath) {
			kind = kluczePath[i-1]
		}
		b.fill("premises.field.text", step)
		b.choose("radio", b.words("premises.kinds."+kind))
		if i == 0 {
			b.fill("premises.field.when", b.text("groups/0/active"))
		}
		b.press("premises.edit.save")
		b.sees(b.words("premises.said.saved"))
	}
}

// strategy comes with a file that stands for the real one.
func (b *builder) strategy() {
	b.t.Helper()
	b.follow("programme.sections.files")
	b.Choose("#file", onDisk(b.t, "Strategia (przykład do pokazu).pdf", paper))
	b.press("attachment.add.save")
	b.sees(b.words("attachment.said.added"))
	b.follow("programme.record.title")
	b.follow("programme.sections.strategy")
	from, to, _ := strings.Cut(b.text("strategy/years"), "-")
	b.fill("strategy.field.title", b.text("strategy/title"))
	b.fill("strategy.field.from", from)
	b.fill("strategy.field.to", to)
	b.fill("strategy.field.file", "Strategia (przykład do pokazu)")
	b.fill("strategy.field.note", strategyNote)
	b.press("strategy.edit.save")
	b.sees(b.words("strategy.said.saved"), b.text("strategy/title"))
}

func (b *builder) section(name string, items []string) {
	b.t.Helper()
	if name == "classification" { // the first: from the programme's page on
		b.follow("programme.links.record")
		b.look("record-empty")
	}
	b.follow("programme.sections." + name)
	b.fill("programme.record.items", strings.Join(items, "\n"))
	if name == "classification" {
		b.look("record-edit")
	}
	b.press("programme.record.save")
	b.sees(b.words("programme.said.record"))
}

// group founds a group and writes down what it achieved. Of two the years are
// known, so they are of the past; two meet today.
func (b *builder) group(i int) {
	b.t.Helper()
	at, first := fmt.Sprintf("groups/%d", i), !b.grouped
	b.grouped = true
	b.Goto("/programmes/klucze")
	b.follow("programme.groups.new")
	if first {
		b.look("group-new")
		b.press("group.new.save")
		b.sees(b.words("group.neutral.missing"))
		b.flawed("group-new")
	}
	b.fill("group.field.neutral", []string{"Zielona herbata", "Przy oknie", "Dziesiąta rano", "Na parterze"}[i])
	b.fill("group.field.name", b.text(at+"/name"))
	b.fill("group.field.kind", b.words("group.kinds."+[]string{"alcohol", "violence", "unemployed", "disability"}[i]))
	b.choose("radio", b.words("group.characters.discussion"))
	b.choose("radio", b.words("group.opennesses.mixed"))
	b.fill("group.field.closes_at", "4")
	b.choose("DisclosureTriangle", b.words("group.parts.time"))
	b.fill("group.field.period", b.text(at+"/active"))
	b.choose("radio", b.words("group.stages.accompanied"))
	b.date("", "", map[bool]int{true: 2004, false: ago(30).Year()}[i < 2])
	b.press("group.new.save")
	b.sees(b.words("group.said.created"))
	if first {
		b.look("group-empty")
	}
	if i < 2 {
		b.ends(2005)
	}
	b.Goto("/programmes/klucze")
	for n := range b.each(at + "/outcomes") {
		b.outcome(fmt.Sprintf("%s/outcomes/%d", at, n), kluczeGroups[i])
	}
}

// ends says that the group has not met since a year.
func (b *builder) ends(year int) {
	b.t.Helper()
	b.follow("group.stage.link")
	b.look("stage")
	b.choose("radio", b.words("group.stages.dormant"))
	b.date("", "", year)
	b.press("group.stage.save")
	b.sees(b.words("group.said.stage"))
}

const kluczeSource = "Opis praktyki Ośrodka Pomocy Społecznej w Kluczach"

// outcome records one outcome in the form in which its author knew it, and
// comes back to the programme.
func (b *builder) outcome(at, group string) {
	b.t.Helper()
	b.follow("outcome.edit.new")
	b.fill("outcome.field.group", group)
	b.fill("outcome.field.indicator", b.text(at+"/indicator"))
	switch count := b.at(at + "/count").(type) {
	case float64:
		b.choose("radio", b.words("outcome.forms.count"))
		b.fill("outcome.field.n", strconv.Itoa(int(count)))
	case string:
		b.choose("radio", b.words("outcome.forms."+count))
	}
	b.fill("outcome.field.who", b.text(at+"/who"))
	b.fill("outcome.field.quote", b.text(at+"/quote"))
	b.fill("outcome.field.source", kluczeSource)
	b.press("outcome.edit.make")
	b.sees(b.words("outcome.said.saved"))
}

// headline are the results of the programme as a whole: words, no numbers.
func (b *builder) headline() {
	b.t.Helper()
	for i := range b.each("headline_results") {
		at := fmt.Sprintf("headline_results/%d", i)
		b.follow("outcome.edit.new")
		b.fill("outcome.field.indicator", b.text(at+"/indicator"))
		b.choose("radio", b.words("outcome.forms.words"))
		b.fill("outcome.field.words", b.text(at+"/quote"))
		b.fill("outcome.field.quote", b.text(at+"/quote"))
		b.fill("outcome.field.source", kluczeSource)
		b.press("outcome.edit.make")
		b.sees(b.words("outcome.said.saved"))
	}
}

func (b *builder) money() {
	b.t.Helper()
	b.follow("fund.edit.new")
	b.look("fund")
	b.fill("fund.field.funder", b.text("funding/funder"))
	b.fill("fund.field.for", b.text("funding/for"))
	b.choose("checkbox", b.words("fund.field.granted_yes"))
	b.press("fund.edit.save")
	b.sees(b.words("fund.said.saved"))
	for i, category := range []string{"furniture", "equipment", "premises", "training"} {
		at := fmt.Sprintf("costs_pln/%d", i)
		b.cost(b.text(at+"/item"), b.text(at+"/amount"), category, "")
	}
	b.cost("koszty operacyjne obsługi grup", b.text("operating_cost_pln"), "running", b.text("operating_note"))
	b.sees(b.say.Money(1998200))
	b.look("programme")
}

func (b *builder) cost(item, amount, category, note string) {
	b.t.Helper()
	b.follow("cost.edit.new")
	b.fill("cost.field.item", item)
	b.fill("cost.field.amount", amount)
	b.choose("radio", b.words("cost.categories."+category))
	b.fill("cost.field.note", note)
	b.press("cost.edit.save")
	b.sees(b.words("cost.said.saved"))
}

// life lets two people join a group, plans its meetings from a day that is
// over, and counts who came to the first.
func (b *builder) life() {
	b.t.Helper()
	b.to(kluczeGroups[meets])
	b.follow("group.show.add")
	b.look("member-new")
	for _, name := range []string{"Jaskółka", "Zenek od rowerów"} {
		b.fill("member.join.pseudonym", name)
		b.dayAgo(20)
		b.press("member.join.save")
		b.sees(b.words("member.said.joined"))
		if name == "Jaskółka" {
			b.follow("group.show.add")
		}
	}
	b.follow("group.people_links")
	b.look("members")
	b.memberLink()
	b.follow("nav.groups")
	b.to("Dziesiąta rano")
	b.in(".head").follow("meeting.plan.link")
	b.dayAgo(14)
	b.fill("meeting.plan.count", "2")
	b.press("meeting.plan.preview")
	b.press("meeting.plan.save")
	b.sees(b.words("meeting.said.planned"))
	b.follow("nav.today")
	b.look("today")
	b.in(`.wait li:has([href$="/attendance"])`).to("")
	b.choose("checkbox", "Jaskółka")
	b.choose("checkbox", "Zenek od rowerów")
	b.press("attendance.save")
	b.sees(b.say.N("attendance.saved.came", 2, "group", "Dziesiąta rano"))
}

// ago is so many days before today.
func ago(days int) time.Time { return time.Now().AddDate(0, 0, -days) }

func (b *builder) dayAgo(days int) {
	b.t.Helper()
	day := ago(days)
	b.date(strconv.Itoa(day.Day()), strconv.Itoa(int(day.Month())), day.Year())
}

// memberLink makes the private link of one of them.
func (b *builder) memberLink() {
	b.t.Helper()
	b.to(b.words("member.list.link") + " : Jaskółka")
	b.look("member-link")
	b.press("member.link.make")
	b.sees(b.words("member.link.hand_over"))
	b.look("member-secret")
}
