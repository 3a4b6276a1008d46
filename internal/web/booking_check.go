package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// What can be chosen for a date that clashes, besides another room or time.
const (
	chooseSkip = "skip"
	chooseWait = "wait"
)

func chooseField(day domain.Date) string { return "choose_" + day.String() }

// offerValue writes a substitute into a field; form.offer reads it.
func offerValue(o room.Substitute) string {
	return strings.Join([]string{
		o.Resource.ID.String(), o.Date.String(), strconv.Itoa(int(o.Hours.From)), strconv.Itoa(int(o.Hours.To)), strconv.Itoa(o.Hours.Nights),
	}, "_")
}

// offer reads a substitute from a field; chosen is false where it holds none, or
// nothing that was offered, which is noted.
func (f *form) offer(field string) (id domain.ResourceID, date domain.Date, h recur.Hours, chosen bool) {
	parts := strings.Split(f.Get(field), "_")
	if len(parts) != 5 {
		return id, date, h, false
	}
	id, errID := domain.ParseID[domain.ResourceID](parts[0])
	date, errDate := domain.ParseDate(parts[1])
	var n [3]int
	var errs [3]error
	for i := range n {
		n[i], errs[i] = strconv.Atoi(parts[2+i])
	}
	if errors.Join(errID, errDate, errs[0], errs[1], errs[2]) != nil {
		f.note(field, domain.Invalid("error.form_unreadable"))
		return id, date, h, false
	}
	return id, date, recur.Hours{From: domain.TimeOfDay(n[0]), To: domain.TimeOfDay(n[1]), Nights: n[2]}, true
}

// chosen is the booking with what was chosen for the dates that clash, which
// are left out when only the rest is wanted. Where nothing was chosen, because
// it was free when it was looked at, it stays as it was, and is refused.
// Somebody may want to wait for a single date instead.
func (b booking) chosen(rest bool) (n room.NewBooking, waits bool) {
	n = b.n
	for _, day := range b.clashes.Days() {
		value := b.f.Get(chooseField(day))
		switch {
		case rest, value == chooseSkip:
			n.Plan.Series.Without = append(slices.Clone(n.Plan.Series.Without), day)
		case value == chooseWait:
			return n, true
		default:
			n.Plan = b.substituted(n.Plan, day)
		}
	}
	return n, false
}

func (b booking) substituted(p room.Plan, day domain.Date) room.Plan {
	id, date, h, chosen := b.f.offer(chooseField(day))
	if !chosen {
		return p
	}
	if date != day || h != p.Series.Hours {
		p.Series.Moved = append(slices.Clone(p.Series.Moved), recur.Move{Original: day, Date: date, Hours: h})
	}
	if id != p.Wants[0].Resource {
		other := slices.Clone(p.Wants)
		other[0].Resource = id
		p.Elsewhere = append(slices.Clone(p.Elsewhere), room.Elsewhere{Day: day, Wants: other})
	}
	return p
}

// check shows the dates, with what else there is for those that clash.
func (b booking) check(w http.ResponseWriter) error {
	offers, err := b.s.Rooms.Offers(b.r.Context(), b.r.actor, b.n, b.clashes)
	if err != nil {
		return err
	}
	slots, err := b.n.Plan.Slots()
	if err != nil {
		return err
	}
	p := b.s.frame(w, b.r, b.r.print.T("booking.check.title"))
	p.Here, p.Flawed = "/rooms", !b.f.ok()
	p.Crumbs = []kit.Link{{Text: b.r.print.T("nav.rooms"), Href: "/rooms"}}
	c := page.Check{Page: p, Form: b.f.state("/bookings/new"), Said: b.said(slots), Typed: b.typed(), Heading: b.heading(len(slots))}
	for _, o := range slots {
		c.Dates = append(c.Dates, b.date(o))
	}
	for _, day := range b.clashes.Days() {
		if one := b.choice(day, offers[day], len(slots) == 1); len(one.Options) > 0 {
			c.Choices = append(c.Choices, one)
		} else { // of a single date
			c.Other = b.why(day, 0) + " " + b.r.print.T("booking.check.nothing")
		}
	}
	free := len(slots) - len(b.clashes.Days())
	c.Book = b.r.print.N("booking.check.book", len(slots))
	if len(slots) == 1 {
		c.Book = b.r.print.T("booking.check.one")
	} else if free > 0 && len(c.Choices) > 0 {
		c.Rest = b.r.print.N("booking.check.rest", free)
	}
	status := http.StatusOK
	if !b.f.ok() {
		status = http.StatusConflict
	}
	return render(w, b.r, status, c)
}

func (b booking) heading(all int) string {
	clashing := len(b.clashes.Days())
	switch {
	case clashing == 0:
		return b.r.print.N("booking.check.free", all)
	case all == 1 && b.onlyBusy(b.clashes[0].Day):
		return b.r.print.T("booking.check.taken")
	case all == 1:
		return b.r.print.T("booking.check.cannot")
	case clashing == all:
		return b.r.print.T("booking.check.none_free")
	}
	return b.r.print.N("booking.check.some_free", all-clashing, "all", all)
}

// said is the booking in a line.
func (b booking) said(slots []room.Slot) string {
	first, last := slots[0], slots[len(slots)-1]
	hours := b.r.print.TimeRange(first.Start(), first.End(), b.r.zone)
	name := resourceOf(b.all, b.n.Plan.Wants[0].Resource).Name
	day := domain.DateOf(first.Start(), b.r.zone)
	if len(slots) == 1 {
		return b.r.print.T("booking.check.said_one", "room", name, "day", b.r.print.DateLong(day, b.s.today(b.r)), "hours", hours)
	}
	return b.r.print.T("booking.check.said", "room", name, "from", b.r.print.Date(day), "to", b.r.print.Date(domain.DateOf(last.Start(), b.r.zone)), "hours", hours)
}

func (b booking) typed() (pairs []page.Pair) {
	for name, values := range b.f.Values {
		if name == "form_id" || name == "version" || name == "step" || name == kit.BackName || strings.HasPrefix(name, "choose_") {
			continue
		}
		for _, v := range values {
			pairs = append(pairs, page.Pair{Name: name, Value: v})
		}
	}
	slices.SortFunc(pairs, func(x, y page.Pair) int { return strings.Compare(x.Name+"\n"+x.Value, y.Name+"\n"+y.Value) })
	return pairs
}

func (b booking) date(o room.Slot) page.Date {
	d := page.Date{Text: b.r.print.DateShort(domain.DateOf(o.Start(), b.r.zone), b.s.today(b.r))}
	for _, c := range b.clashes {
		if c.Day == o.Day {
			d.Clash = b.r.print.T(i18n.Key("booking.why_short", string(c.Reason)))
			break
		}
	}
	return d
}

// choice asks what to do about one date.
func (b booking) choice(day domain.Date, offers []room.Substitute, single bool) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: chooseField(day), Label: capital(b.r.print.DateLong(day, b.s.today(b.r))), Hint: b.why(day, len(offers)), Error: b.f.problem(chooseField(day))}}
	for _, o := range offers {
		c.Options = append(c.Options, kit.Option{Value: offerValue(o), Label: b.offer(o, day), Hint: b.fit(o)})
	}
	if single && b.onlyBusy(day) {
		c.Options = append(c.Options, kit.Option{Value: chooseWait, Label: b.r.print.T("booking.check.wait"), Hint: b.r.print.T("booking.check.wait_hint")})
	} else if !single {
		c.Options = append(c.Options, kit.Option{Value: chooseSkip, Label: b.r.print.T("booking.check.skip")})
	}
	if len(c.Options) == 0 { // nothing else is near: the form is changed
		return c
	}
	chosen := b.f.Get(chooseField(day))
	if !slices.ContainsFunc(c.Options, func(o kit.Option) bool { return o.Value == chosen }) {
		chosen = c.Options[0].Value
	}
	c.Options = kit.Choose(c.Options, chosen)
	return c
}

// onlyBusy reports whether nothing but another booking stands in the way of a
// date: for that one can wait.
func (b booking) onlyBusy(day domain.Date) bool {
	return !slices.ContainsFunc(b.clashes, func(c room.Clash) bool { return c.Day == day && c.Reason != room.Busy })
}

// why says what stands in the way of a date.
func (b booking) why(day domain.Date, offers int) string {
	var words []string
	for _, c := range b.clashes {
		if c.Day == day {
			words = append(words, refusal(b.r.print, resourceOf(b.all, c.Resource).Name, c.Refusal, b.r.zone))
		}
	}
	if offers > 0 {
		words = append(words, b.r.print.T("booking.check.there_is"))
	}
	return strings.Join(words, " ")
}

// refusal says in a sentence why a resource cannot be had.
func refusal(p *i18n.Printer, name string, r room.Refusal, zone *time.Location) string {
	key, args := i18n.Key("booking.why", string(r.Reason)), []any{"room", name}
	switch {
	case r.Reason == room.Busy && r.Until > 0:
		key, args = "booking.why.busy_until", append(args, "time", p.Time(time.Unix(60*r.Until, 0), zone))
	case r.Reason == room.Closed && r.Said != "":
		key, args = "booking.why.closed_for", append(args, "why", r.Said)
	case r.Reason == room.TooFew:
		return p.N("booking.why.too_few", r.Left, args...)
	case r.Reason == room.TooFar:
		return p.N("booking.why.too_far", r.Most, args...)
	case r.Reason == room.TooMuch:
		return p.N("booking.why.too_much", r.Most/60, args...)
	}
	return p.T(key, args...)
}

// offer names a substitute: what differs first.
func (b booking) offer(o room.Substitute, day domain.Date) string {
	hours := b.r.print.ClockRange(o.Hours.From, o.Hours.To)
	if o.Date != day {
		return b.r.print.T("booking.offer.day", "room", o.Resource.Name, "day", b.r.print.DateLong(o.Date, b.s.today(b.r)), "hours", hours)
	}
	return b.r.print.T("booking.offer.hours", "room", o.Resource.Name, "hours", hours)
}

// fit says how near a substitute is to what was wanted.
func (b booking) fit(o room.Substitute) string {
	p := b.r.print
	words := []string{p.T("booking.fit.same_time")}
	switch minutes := max(o.Later, -o.Later); {
	case minutes >= 12*60:
		words[0] = p.T("booking.fit.other_day")
	case o.Later > 0:
		words[0] = p.N("booking.fit.later", minutes)
	case o.Later < 0:
		words[0] = p.N("booking.fit.earlier", minutes)
	default:
		words = append(words, roomHint(p, o.Resource.Terms))
	}
	for _, a := range o.Lacks {
		words = append(words, p.T("booking.fit.lacks", "what", p.T(i18n.Key("booking.access", string(a)))))
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), ", ")
}
