package web

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// messageKind says a kind in plain words; one that this Krąg does not know is a
// message.
func messageKind(r *request, kind notify.Kind) string {
	if key := i18n.Key("message.kinds", string(kind)); r.print.Has(key) {
		return r.print.T(key)
	}
	return r.print.T("message.kind_other")
}

// messageWhy says a reason in words that follow a colon; empty for none.
func messageWhy(r *request, why notify.Reason) string {
	if key := i18n.Key("message.why", string(why)); why != notify.WhyNone && r.print.Has(key) {
		return r.print.T(key)
	}
	return ""
}

// messageWay says by which way something left.
func messageWay(r *request, c notify.Channel) string {
	if key := i18n.Key("message.ways", string(c)); c != "" && r.print.Has(key) {
		return r.print.T(key)
	}
	return "–"
}

// handReason says why a message waits for somebody.
func (s *Server) handReason(r *request, m notify.Message) string {
	switch why := messageWhy(r, m.Why); {
	case m.State == notify.Planned:
		return capital(stuckWords(r, m, r.print.T("message.stuck")))
	case m.State == notify.Unsure:
		return r.print.T("message.state.uncertain", "way", messageWay(r, m.Channel), "when", s.lately(r, m.LeftAt))
	case why != "":
		return capital(why)
	}
	return capital(r.print.T("message.became.by_hand"))
}

// stuckWords say why a message does not leave, where that is the house's to mend.
func stuckWords(r *request, m notify.Message, otherwise string) string {
	if notify.Denied(m.Code) {
		return r.print.T("message.denied")
	}
	return otherwise
}

// knowsWords say whether a party knows, and how; need when somebody has to do
// something about it.
func (s *Server) knowsWords(r *request, m notify.Message) (words string, need bool) {
	why := messageWhy(r, m.Why)
	switch m.State {
	case notify.Sent:
		return r.print.T("message.state.sent", "way", messageWay(r, m.Channel), "when", s.lately(r, m.LeftAt)), false
	case notify.Told:
		return r.print.T("message.state.told", "when", s.lately(r, m.SettledAt)), false
	case notify.Unsure:
		return r.print.T("message.state.uncertain", "way", messageWay(r, m.Channel), "when", s.lately(r, m.LeftAt)), true
	case notify.ByHand:
		return r.because("message.state.by_hand", why), true
	case notify.Returned:
		return r.because("message.state.returned", ""), false
	case notify.Planned:
		return s.plannedWords(r, m), false
	case notify.Leaving:
		return r.print.T("message.state.leaving"), false
	}
	return r.because("message.state.dropped", why), false
}

// because adds a reason, where there is one, after a colon.
func (r *request) because(key, why string) string {
	if why == "" {
		return r.print.T(key)
	}
	return r.print.T(key) + ": " + why
}

func (s *Server) plannedWords(r *request, m notify.Message) string {
	switch {
	case s.atOnce(m):
		return r.print.T("message.state.soon")
	case m.DueAt.After(s.now().Add(time.Minute)):
		return r.print.T("message.state.planned", "when", s.lately(r, m.DueAt))
	}
	return capital(stuckWords(r, m, r.print.T("message.stuck_now")))
}

// atOnce reports whether what is planned goes now, and nothing is in its way.
func (s *Server) atOnce(m notify.Message) bool {
	return m.Attempts == 0 && !m.DueAt.After(s.now().Add(time.Minute))
}

// onItsWay reports whether in a moment more will be known of a message.
func (s *Server) onItsWay(m notify.Row) bool {
	return m.State == notify.Leaving || m.State == notify.Planned && s.atOnce(m.Message)
}

// lately says an instant as near as it is: "dziś, 14:05".
func (s *Server) lately(r *request, t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	today, at := s.today(r), r.print.Time(t, r.zone)
	switch day := domain.DateOf(t, r.zone); day {
	case today:
		return r.print.T("message.day.today", "time", at)
	case today.AddDays(1):
		return r.print.T("message.day.tomorrow", "time", at)
	case today.AddDays(-1):
		return r.print.T("message.day.yesterday", "time", at)
	default:
		return r.print.DateLong(day, today) + ", " + at
	}
}

// ofUse says until when telling it is of use.
func (s *Server) ofUse(r *request, until time.Time) string {
	if !until.After(s.now()) {
		return r.print.T("message.late")
	}
	return r.print.T("message.until", "when", s.lately(r, until))
}

// aboutMeeting says what became of a meeting since somebody was told of it.
func (s *Server) aboutMeeting(r *request, m notify.Row) string {
	was, known := m.Was.Read()
	now, form := *m.Fact, notify.Line{Message: m.Message, Fact: *m.Fact, Was: was}.Form()
	switch {
	case form == notify.SayMoved && known && was.Starts.Equal(now.Starts) && was.Ends.Equal(now.Ends):
		return r.print.T("message.about.place", "place", orDash(now.Place), "when", s.at(r, now))
	case form == notify.SayMoved && known && was.Starts.Equal(now.Starts):
		return r.print.T("message.about.moved", "was", s.span(r, was), "when", s.span(r, now))
	case form == notify.SayMoved:
		return r.print.T("message.about.moved", "was", s.at(r, was), "when", s.at(r, now))
	case form == notify.SayOff && known: // what somebody would come to
		return r.print.T("message.about.off", "when", s.at(r, was))
	}
	return r.print.T(i18n.Key("message.about", string(form)), "when", s.at(r, now))
}

func (s *Server) at(r *request, f notify.Fact) string {
	return r.print.DateLong(domain.DateOf(f.Starts, r.zone), s.today(r)) + ", " + r.print.Time(f.Starts, r.zone)
}

func (s *Server) span(r *request, f notify.Fact) string {
	return r.print.DateLong(domain.DateOf(f.Starts, r.zone), s.today(r)) + ", " + r.print.TimeRange(f.Starts, f.Ends, r.zone)
}
