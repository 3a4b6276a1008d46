package web_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/room"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// rivals is how many ask at once.
const rivals = 16

// TestNeverTwice has sixteen people ask for overlapping hours at once, over and
// over, each time of another sort. Exactly as many as can have it get it, the
// others are told, and at the end no two rows of a room overlap.
func TestNeverTwice(t *testing.T) {
	trials := torture.Count(t, 1000)
	eachEngine(t, func(t *testing.T, a *app) {
		c := newContest(t, a)
		won := map[string]int{}
		for n := range trials {
			kind := contests[n%len(contests)]
			got := c.run(n, kind.asks(c, n))
			if won[kind.name] += got; got != kind.most {
				t.Errorf("trial %d: %d of %d had %s, want %d", n, got, rivals, kind.name, kind.most)
			}
		}
		c.apart()
		torture.Figure(t, "%d rivals, won: %v", rivals, won)
	})
}

// contest is a house in which everybody wants the same.
type contest struct {
	house
	t       *testing.T
	browser *browser
	hall    domain.ResourceID
	small   []domain.ResourceID // one for each rival
	chairs  room.Resource       // of which there are two
	form    url.Values
	before  []domain.BookingID // one for each rival, to be moved
}

// contests are what is asked for, and how many can have it.
var contests = []struct {
	name string
	most int
	asks func(*contest, int) []ask
}{
	{"single dates", 1, (*contest).singles},
	{"series", 1, (*contest).series},
	{"moved dates", 1, (*contest).moves},
	{"pieces of a stock", 2, (*contest).pieces},
}

// ask is one form.
type ask struct {
	path string
	form url.Values
}

func newContest(t *testing.T, a *app) *contest {
	c := &contest{house: a.house("Dom"), t: t}
	c.browser, _ = c.staff("Iga", domain.GroupID{}, authz.Coordinator)
	places := map[string]int{"Sala": 12}
	for i := range rivals {
		places[fmt.Sprint("Pokój ", i)] = 5
	}
	ids := c.rooms(places)
	c.hall = ids["Sala"]
	for i := range rivals {
		c.small = append(c.small, ids[fmt.Sprint("Pokój ", i)])
	}
	c.must(c.Services().Rooms.AddStock(t.Context(), c.actor, domain.NewID[domain.ResourceID](), "Krzesła", 2))
	all, err := c.Services().Rooms.Bookable(t.Context(), c.actor)
	c.must(err)
	for _, r := range all {
		if r.Kind == room.KindStock {
			c.chairs = r
		}
	}
	c.form = c.browser.get("/bookings/new").fill("/bookings/new")
	c.form.Set("purpose", "event")
	c.form.Set("title", "Zajęcia")
	c.form.Set("step", "book")
	for i := range rivals {
		c.before = append(c.before, c.books(c.small[i], today.AddDays(400), 10*60, 11*60))
	}
	return c
}

// date is the day of a trial: no two trials are about the same week.
func (c *contest) date(n int) domain.Date { return today.AddDays(1 + 49*(n/24) + n%7) }

// hour is the moment of a trial's day that everybody wants.
func (c *contest) hour(n int) int { return 6*60 + (n%24/7+1)*4*60 }

// fresh is a form of a rival.
func (c *contest) fresh(in domain.ResourceID, day domain.Date, from, to int) url.Values {
	form := url.Values{}
	for name, values := range c.form {
		form[name] = values
	}
	form.Set("form_id", domain.NewID[domain.BookingID]().String())
	form.Set("start", domain.TimeOfDay(from).String())
	form.Set("end", domain.TimeOfDay(to).String())
	form.Set("room", in.String())
	form.Set("first_day", strconv.Itoa(day.Day))
	form.Set("first_month", strconv.Itoa(int(day.Month)))
	form.Set("first_year", strconv.Itoa(day.Year))
	return form
}

// around is an interval that has a moment in it.
func around(moment int) (from, to int) { return moment - rand.IntN(60), moment + 1 + rand.IntN(60) }

func (c *contest) singles(n int) (all []ask) {
	for range rivals {
		from, to := around(c.hour(n))
		all = append(all, ask{"/bookings/new", c.fresh(c.hall, c.date(n), from, to)})
	}
	return all
}

// series are of four weeks, and begin in one of four: all have the fourth.
func (c *contest) series(n int) (all []ask) {
	for range rivals {
		from, to := around(c.hour(n))
		form := c.fresh(c.hall, c.date(n).AddDays(7*rand.IntN(4)), from, to)
		form.Set("repeat", "weekly")
		form.Set("every", "1")
		form.Set("count", "4")
		all = append(all, ask{"/bookings/new", form})
	}
	return all
}

func (c *contest) moves(n int) (all []ask) {
	day := today.AddDays(400).String()
	for _, id := range c.before {
		from, to := around(c.hour(n))
		form := c.fresh(c.hall, c.date(n), from, to)
		for _, part := range []string{"day", "month", "year"} {
			form.Set("date_"+part, form.Get("first_"+part))
		}
		b, _, _, err := c.Services().Rooms.Booking(c.t.Context(), c.actor, id)
		c.must(err)
		form.Set("version", strconv.FormatInt(b.Version, 10))
		form.Set("scope", "one")
		all = append(all, ask{"/bookings/" + id.String() + "/days/" + day + "/move", form})
	}
	return all
}

func (c *contest) pieces(n int) (all []ask) {
	for i := range rivals {
		from, to := around(c.hour(n))
		form := c.fresh(c.small[i], c.date(n), from, to)
		form.Set("amount_"+strconv.FormatInt(c.chairs.No, 10), "1")
		all = append(all, ask{"/bookings/new", form})
	}
	return all
}

// run lets everybody ask at once, and counts who got it. Whoever did not must
// be told so on a page.
func (c *contest) run(n int, all []ask) (won int) {
	answers := make([]answer, len(all))
	var wg sync.WaitGroup
	gun := make(chan struct{})
	for i, one := range all {
		wg.Go(func() {
			<-gun
			answers[i] = c.browser.post(one.path, one.form)
		})
	}
	close(gun)
	wg.Wait()
	for _, got := range answers {
		switch got.status {
		case http.StatusSeeOther:
			won++
		case http.StatusOK, http.StatusConflict:
		default:
			c.t.Errorf("trial %d: told by %d: %.300s", n, got.status, got.sum())
		}
	}
	return won
}

// apart looks at every two rows of a resource, and at every sum of a stock.
func (c *contest) apart() {
	err := c.DB().Read(c.t.Context(), domain.Across, func(ctx context.Context) error {
		var overlapping, over int
		q := sqldb.From(ctx)
		if err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM occupancy a JOIN occupancy b
			ON b.resource_no = a.resource_no AND b.lo < a.hi AND a.lo < b.hi AND (b.booking_id <> a.booking_id OR b.day <> a.day)`).Scan(&overlapping); err != nil {
			return err
		}
		err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM stock_use a WHERE (SELECT SUM(b.amount) FROM stock_use b
			WHERE b.resource_no = a.resource_no AND b.lo <= a.lo AND a.lo < b.hi) > 2`).Scan(&over)
		if overlapping+over > 0 {
			c.t.Errorf("%d pairs of rows overlap, %d sums are too large", overlapping, over)
		}
		return err
	})
	c.must(err)
}

// sum is what a page says is to be mended.
func (a answer) sum() string {
	_, after, _ := strings.Cut(string(a.body), `class="sum"`)
	words, _, _ := strings.Cut(after, "</div>")
	return words
}
