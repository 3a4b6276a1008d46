package notify

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
)

var warsaw = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		panic(err)
	}
	return zone
}()

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, warsaw)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// dice draws cases; the same seed draws the same.
type dice struct{ *rand.Rand }

func roll(seed int) dice { return dice{rand.New(rand.NewPCG(uint64(seed), 5))} }

func (d dice) yes() bool    { return d.IntN(2) == 0 }
func (d dice) mostly() bool { return d.IntN(6) > 0 } // or hardly anything would be sent

func (d dice) minutes(from, to int) time.Duration {
	return time.Duration(from+d.IntN(to-from)) * time.Minute
}

func (d dice) clock() domain.TimeOfDay { return domain.TimeOfDay(d.IntN(96) * 15) }

func (d dice) rounds() []int {
	all := slices.Clone(RoundChoices)
	d.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:d.IntN(4)]
}

func one[T any](d dice, of ...T) T { return of[d.IntN(len(of))] }

// drawCase makes any case at all, in the month of the clock change of 25 October
// 2026.
func (d dice) drawCase(kind Kind) Case {
	now := at("2026-10-10 00:00").Add(d.minutes(0, 30*24*60))
	fact := Fact{Standing: one(d, On, On, On, Off, Past), Starts: now.Add(d.minutes(-12*60, 3*24*60)), Place: "Sala 1"}
	fact.Ends = fact.Starts.Add(2 * time.Hour)
	was := Fact{Standing: one(d, On, Off), Starts: now.Add(d.minutes(-24*60, 8*24*60)), Place: "Sala 1"}
	was.Ends = was.Starts.Add(2 * time.Hour)
	c := Case{
		Message: Message{
			Kind: kind, Was: was.Said(), DueAt: now.Add(d.minutes(-24*60, 60)), ExpiresAt: now.Add(d.minutes(-60, 24*60)), Round: int64(one(d, RoundChoices...)),
		},
		Contact: Contact{
			Version: int64(d.IntN(3)), May: d.mostly(), Channel: one(d, Email, SMS, Email, SMS, Letter, Word),
			Address: domain.NewSecret(one(d, "", "a@example.org", "b@example.org")), From: d.clock(), Until: d.clock(), None: !d.mostly(),
		},
		Belongs: d.mostly(), Rounds: d.rounds(), Wired: []Channel{Email, SMS}, Now: now,
		House: House{Mode: one(d, Live, Live, Test, Mute), From: d.clock(), Until: d.clock(), Zone: warsaw},
	}
	if d.yes() {
		c.Contact.Reminders = d.rounds()
	}
	if d.mostly() {
		c.Rounds = append(c.Rounds, int(c.Message.Round))
	}
	if d.yes() {
		c.Contact.ConfirmBy = domain.DateOf(now.Add(d.minutes(-3*24*60, 8*24*60)), warsaw)
	}
	if d.mostly() {
		c.Fact = &fact
	}
	if d.yes() {
		c.Belief = Belief{Said: one(d, fact.Said(), was.Said()), At: now.Add(-d.minutes(0, 3*24*60))}
	}
	return c
}

// TestNothingIsSentThatWasNotAllowed is the promise itself, said in other words
// than the code says it: whatever is sent, the party said yes, lately, and named
// this way and these hours; it wished the reminder; and it was still true.
func TestNothingIsSentThatWasNotAllowed(t *testing.T) {
	for _, trait := range Traits {
		t.Run(string(trait.Kind), func(t *testing.T) {
			sent := 0
			for seed := range 20_000 {
				if c := roll(seed).drawCase(trait.Kind); c.Decide().Do == Send {
					sent++
					if wrong := forbids(c); wrong != "" {
						t.Fatalf("seed %d: sent %s: %+v", seed, wrong, c)
					}
				}
			}
			if sent < 50 {
				t.Errorf("%d of the cases were to send: too few to have tried anything", sent)
			}
		})
	}
}

// forbids says why a message may not be sent, empty when it may.
func forbids(c Case) string {
	contact, local := c.Contact, c.Now.In(warsaw)
	minute := domain.TimeOfDay(local.Hour()*60 + local.Minute())
	switch {
	case contact.Version == 0, !contact.May:
		return "nobody said that it may be"
	case !contact.ConfirmBy.IsZero() && contact.ConfirmBy.Before(domain.DateOf(c.Now, warsaw)):
		return "nobody asked for long whether it is still safe"
	case contact.Channel != Email && contact.Channel != SMS:
		return "by " + string(contact.Channel)
	case contact.Address.IsZero():
		return "to no address"
	case !within(minute, contact.From, contact.Until):
		return "outside of the safe hours"
	case c.House.Mode == Mute:
		return "the institution sends nothing"
	case c.Fact == nil, c.Fact.Standing == Past:
		return "there is nothing to tell"
	case (c.Message.Kind.OfMeeting() || c.Message.Kind.OfTurn()) && !c.Belongs:
		return "to somebody who left"
	case c.Message.DueAt.After(c.Now):
		return "before it is due"
	}
	switch c.Message.Kind {
	case Reminder:
		wished := c.Rounds
		if contact.Reminders != nil {
			wished = contact.Reminders
		}
		if contact.None || !slices.Contains(wished, int(c.Message.Round)) {
			return "a reminder that nobody wished"
		}
		if c.Fact.Standing != On || !c.Now.Before(c.Fact.Starts) {
			return "a reminder of what will not be"
		}
		if c.Fact.Starts.Sub(c.Now) > time.Duration(c.Message.Round)*time.Minute {
			return "a reminder before its time"
		}
	case TurnGiven, TurnOff:
		if !c.Now.Before(c.Fact.Starts) {
			return "of a turn at a meeting that has begun"
		}
	case Change:
		believes := c.Message.Was
		if c.Belief.Said != "" {
			believes = c.Belief.Said
		}
		if believes == c.Fact.Said() {
			return "what they know"
		}
	default:
		if !c.Now.Before(c.Message.ExpiresAt) {
			return "too late"
		}
	}
	return ""
}

func within(minute, from, until domain.TimeOfDay) bool {
	if from == until {
		return true
	}
	if from < until {
		return from <= minute && minute < until
	}
	return minute >= from || minute < until
}

// TestWaitingEnds: what waits is decided otherwise at the instant it waits for,
// so that no message is looked at for ever.
func TestWaitingEnds(t *testing.T) {
	waited := 0
	for seed := range 40_000 {
		c := roll(seed).drawCase(Traits[seed%len(Traits)].Kind)
		v := c.Decide()
		for n := 0; v.Do == Wait; n++ {
			waited++
			if !v.Until.After(c.Now) || n > 6 {
				t.Fatalf("seed %d waits at %s for %s, the %dth time", seed, c.Now, v.Until, n)
			}
			c.Now, c.Message.DueAt = v.Until, v.Until
			v = c.Decide()
		}
	}
	if waited < 1000 {
		t.Errorf("%d waited", waited)
	}
}

// calm is a case in which everything allows to send.
func calm(kind Kind) Case {
	fact := Fact{Standing: On, Starts: at("2026-12-01 17:00"), Ends: at("2026-12-01 19:00"), Place: "Sala 1"}
	was := fact
	was.Starts, was.Ends = at("2026-12-02 17:00"), at("2026-12-02 19:00")
	return Case{
		Message: Message{Kind: kind, Round: 24 * 60, Was: was.Said(), DueAt: at("2026-11-30 17:00"), ExpiresAt: at("2026-12-05 17:00")},
		Contact: Contact{Version: 1, May: true, Channel: Email, Address: domain.NewSecret("a@example.org")},
		Fact:    &fact, Belongs: true, Rounds: []int{24 * 60}, Wired: []Channel{Email, SMS},
		House: House{Mode: Live, From: 8 * 60, Until: 20 * 60, Zone: warsaw}, Now: at("2026-11-30 17:00"),
	}
}

func TestDecide(t *testing.T) {
	for name, x := range map[string]struct {
		kind Kind
		make func(*Case)
		want Verdict
	}{
		"a reminder":                             {Reminder, func(*Case) {}, Verdict{Do: Send}},
		"a change":                               {Change, func(*Case) {}, Verdict{Do: Send}},
		"no contact, reminder":                   {Reminder, func(c *Case) { c.Contact = Contact{} }, Verdict{Do: Drop, Why: WhyNoContact}},
		"no contact, change":                     {Change, func(c *Case) { c.Contact = Contact{} }, Verdict{Do: Carry, Why: WhyNoContact}},
		"stopped, change":                        {Change, func(c *Case) { c.Contact.May = false }, Verdict{Do: Carry, Why: WhyStopped}},
		"letter":                                 {Change, func(c *Case) { c.Contact.Channel = Letter }, Verdict{Do: Carry, Why: WhyLetter}},
		"not confirmed":                          {Change, func(c *Case) { c.Contact.ConfirmBy = domain.Date{Year: 2026, Month: 11, Day: 29} }, Verdict{Do: Carry, Why: WhyConfirm}},
		"confirmed until today":                  {Change, func(c *Case) { c.Contact.ConfirmBy = domain.Date{Year: 2026, Month: 11, Day: 30} }, Verdict{Do: Send}},
		"an own way in is never carried":         {Access, func(c *Case) { c.Contact.May = false }, Verdict{Do: Drop, Why: WhyStopped}},
		"told the same since it was due":         {Reminder, func(c *Case) { c.Belief = Belief{Said: c.Fact.Said(), At: c.Now} }, Verdict{Do: Drop, Why: WhyNeedless}},
		"told the same long before":              {Reminder, func(c *Case) { c.Belief = Belief{Said: c.Fact.Said(), At: c.Now.Add(-time.Hour)} }, Verdict{Do: Send}},
		"moved and back before anybody was told": {Change, func(c *Case) { c.Belief.First = c.Fact.Said() }, Verdict{Do: Drop, Why: WhyNeedless}},
		"moved back":                             {Change, func(c *Case) { c.Message.Was = c.Fact.Said() }, Verdict{Do: Drop, Why: WhyNeedless}},
		"told by another message":                {Change, func(c *Case) { c.Belief.Said = c.Fact.Said() }, Verdict{Do: Drop, Why: WhyNeedless}},
		"reminder of what is called off":         {Reminder, func(c *Case) { c.Fact.Standing = Off }, Verdict{Do: Drop, Why: WhyOver}},
		"reminder of what was moved on":          {Reminder, func(c *Case) { c.Fact.Starts = at("2026-12-03 17:00") }, Verdict{Do: Wait, Until: at("2026-12-02 17:00")}},
		"left":                                   {Change, func(c *Case) { c.Belongs = false }, Verdict{Do: Drop, Why: WhyLeft}},
		"in the evening":                         {Reminder, func(c *Case) { c.Now = at("2026-11-30 20:30") }, Verdict{Do: Wait, Until: at("2026-12-01 08:00")}},
		"urgent in the evening": {Change, func(c *Case) {
			c.Fact.Starts, c.Message.Was = at("2026-12-01 09:00"), "on 1 2 x"
			c.Now = at("2026-11-30 21:30")
		}, Verdict{Do: Send}},
		"urgent at three": {Change, func(c *Case) {
			c.Fact.Starts, c.Message.Was = at("2026-12-01 09:00"), "on 1 2 x"
			c.Now = at("2026-12-01 03:00")
		}, Verdict{Do: Wait, Until: at("2026-12-01 06:00")}},
		"the safe hours come too late": {Change, func(c *Case) {
			c.Contact.From, c.Contact.Until = 18*60, 19*60
			c.Fact.Starts, c.Message.Was = at("2026-11-30 17:30"), "on 1 2 x"
		}, Verdict{Do: Carry, Why: WhyHours}},
		"not wired":                {Change, func(c *Case) { c.Wired = []Channel{SMS} }, Verdict{Do: Carry, Why: WhyChannel}},
		"tried out without a wire": {Change, func(c *Case) { c.Wired, c.House.Mode = nil, Test }, Verdict{Do: Send}},
	} {
		t.Run(name, func(t *testing.T) {
			c := calm(x.kind)
			x.make(&c)
			if got := c.Decide(); got != x.want {
				t.Errorf("%+v, want %+v", got, x.want)
			}
		})
	}
}

// TestOpening stands at the nights of the clock changes of 2026.
func TestOpening(t *testing.T) {
	for name, x := range map[string]struct {
		now         string
		from, until domain.TimeOfDay
		want        string
	}{
		"open":                         {"2026-06-01 12:00", 8 * 60, 20 * 60, "2026-06-01 12:00"},
		"shut":                         {"2026-06-01 20:00", 8 * 60, 20 * 60, "2026-06-02 08:00"},
		"early":                        {"2026-06-01 03:00", 8 * 60, 20 * 60, "2026-06-01 08:00"},
		"over midnight, open":          {"2026-06-01 01:00", 22 * 60, 2 * 60, "2026-06-01 01:00"},
		"over midnight, shut":          {"2026-06-01 03:00", 22 * 60, 2 * 60, "2026-06-01 22:00"},
		"all day":                      {"2026-06-01 03:00", 5 * 60, 5 * 60, "2026-06-01 03:00"},
		"the night that is longer":     {"2026-10-24 21:00", 8 * 60, 20 * 60, "2026-10-25 08:00"},
		"the night that is shorter":    {"2026-03-28 21:00", 8 * 60, 20 * 60, "2026-03-29 08:00"},
		"an hour that the clock skips": {"2026-03-29 01:30", 2*60 + 30, 2*60 + 45, "2026-03-29 03:30"},
	} {
		if got := opening(at(x.now), x.from, x.until, warsaw); !got.Equal(at(x.want)) {
			t.Errorf("%s: %s, want %s", name, got.In(warsaw), x.want)
		}
	}
}
