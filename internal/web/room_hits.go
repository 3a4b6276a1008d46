package web

import (
	"encoding/hex"
	"hash/fnv"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// mostHits are shown; of more it is said how many there are.
const mostHits = 500

// foresight is a change of terms that may hit bookings.
type foresight struct {
	of     room.Room
	ids    []domain.ResourceID
	change func(*room.Terms)
	again  func(status int) error // shows the form once more
}

// foreseen shows what a change would hit, before it is made, and reports
// whether it has answered: who has seen these very hits goes on. So does a form
// with something to mend, which is then shown again.
func (s *Server) foreseen(w http.ResponseWriter, r *request, f *form, check error, of foresight) (answered bool, err error) {
	if err := f.keep(check); err != nil {
		return false, err
	}
	if f.Get("step") == "change" && !r.back {
		f.problems = nil
		return true, of.again(http.StatusOK)
	}
	if !f.ok() || r.back {
		return false, nil
	}
	hits, err := s.Rooms.Hits(r.Context(), r.actor, of.ids, of.change, r.zone)
	if err != nil || len(hits) == 0 || f.Get("seen") == seal(hits) {
		return false, err
	}
	return true, s.hitsPage(w, r, f, of.of, hits)
}

// seal names a list of hits, so that it is shown again when it has changed.
func seal(hits []room.Hit) string {
	sum := fnv.New64a()
	for _, h := range hits {
		sum.Write([]byte(h.Booking.String() + h.Day.String() + strconv.FormatInt(h.No, 10)))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (s *Server) hitsPage(w http.ResponseWriter, r *request, f *form, m room.Room, hits []room.Hit) error {
	p := page.Hits{
		Page: s.inRoom(w, r, m.Resource, "room.hits.title"), Form: f.state(r.URL.Path), Lead: r.print.N("room.hits.lead", len(hits)),
		Table: hitTable(r, hits[:min(mostHits, len(hits))]), Typed: carried(f), Seen: seal(hits),
	}
	if more := len(hits) - mostHits; more > 0 {
		p.More = r.print.N("room.hits.more", more)
	}
	return render(w, r, http.StatusOK, p)
}

// carried are the fields of a form, to be sent once more.
func carried(f *form) (pairs []page.Pair) {
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		if slices.Contains([]string{"form_id", "version", "seen", "step"}, name) || strings.HasPrefix(name, "_") {
			continue
		}
		for _, v := range f.Values[name] {
			pairs = append(pairs, page.Pair{Name: name, Value: v})
		}
	}
	return pairs
}

func hitTable(r *request, hits []room.Hit) kit.Table {
	t, several := r.print.T, slices.ContainsFunc(hits, func(h room.Hit) bool { return h.No != hits[0].No })
	table := kit.Table{
		Caption: t("room.hits.title"), Quiet: true,
		Columns: []kit.Column{{Head: t("room.hits.when")}, {Head: t("room.hits.what")}, {Head: t("room.hits.why")}},
	}
	for _, h := range hits {
		table.Rows = append(table.Rows, []kit.Cell{{Text: hitWhen(r, h, several)}, hitWhat(r, h), {Text: hitWhy(r, h)}})
	}
	return table
}

// hitWhen names the room where there are several.
func hitWhen(r *request, h room.Hit, several bool) string {
	i := h.Bare()
	when := r.print.Date(domain.DateOf(i.Start(), r.zone)) + ", " + r.print.TimeRange(i.Start(), i.End(), r.zone)
	if several {
		when += ", " + h.Room
	}
	return when
}

// hitWhat leads to a booking of the own institution. Of another's only the hour
// is known.
func hitWhat(r *request, h room.Hit) kit.Cell {
	if !h.Own {
		return kit.Cell{Text: r.print.T("room.hits.others")}
	}
	title := h.Title
	if title == "" {
		title = r.print.T("room.hits.booking")
	}
	return kit.Cell{Text: title, Href: "/bookings/" + h.Booking.String()}
}

func hitWhy(r *request, h room.Hit) string {
	why := r.print.T(i18n.Key("room.reason", string(h.Reason)))
	if h.Said != "" {
		why += ": " + h.Said
	}
	return why
}
