package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/torture"
)

// call is one thing somebody does with a booking of a room: takes it for some
// hours, moves it to others, or gives it back.
type call struct {
	verb     string // book, move, cancel
	booking  int
	from, to int // minutes of the day
}

// hall is the room as one person at a time would see it: bookings and their
// hours. Two never overlap.
var hall = porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, in, out any) (bool, any) { return stepped(state.(string), in.(call), out.(string)) },
	DescribeOperation: func(in, out any) string {
		return fmt.Sprintf("%+v → %s", in, out)
	},
}

// stepped says whether an outcome is right in a state, and what comes of it.
// The state is a text, so that two are compared at once.
func stepped(state string, c call, out string) (bool, any) {
	held := parse(state)
	_, there := held[c.booking]
	overlaps := false
	for id, h := range held {
		overlaps = overlaps || id != c.booking && h[0] < c.to && c.from < h[1]
	}
	switch {
	case c.verb == "cancel":
		delete(held, c.booking)
		return there && out == "done" || !there && out == "gone", format(held)
	case c.verb == "move" && !there:
		return out == "gone", state
	case overlaps:
		return out == "taken", state
	}
	held[c.booking] = [2]int{c.from, c.to}
	return out == "done", format(held)
}

func parse(state string) map[int][2]int {
	held := map[int][2]int{}
	for _, word := range strings.Fields(state) {
		var id, from, to int
		if _, err := fmt.Sscanf(word, "%d:%d-%d", &id, &from, &to); err != nil {
			panic(err)
		}
		held[id] = [2]int{from, to}
	}
	return held
}

func format(held map[int][2]int) string {
	var words []string
	for id, h := range held {
		words = append(words, fmt.Sprintf("%d:%d-%d", id, h[0], h[1]))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// TestLinearizable has a few people book, move and give back at random, and
// asks whether there is an order, in keeping with the clock, in which one after
// another would have been told the same.
func TestLinearizable(t *testing.T) {
	rounds := torture.Count(t, 200)
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		for n := range rounds {
			h := history{lodging: l, room: l.room(fmt.Sprint("Sala ", n)), day: tuesday.AddDays(n)}
			if !porcupine.CheckOperations(hall, h.play(rand.New(rand.NewPCG(uint64(n), 4)))) {
				t.Fatalf("round %d is not what one after another would be told", n)
			}
		}
	})
}

// A history that cannot be is noticed: the check would otherwise show nothing.
func TestLinearizableNotices(t *testing.T) {
	twice := []porcupine.Operation{
		{ClientId: 0, Input: call{"book", 1, 600, 660}, Call: 0, Output: "done", Return: 10},
		{ClientId: 1, Input: call{"book", 2, 630, 690}, Call: 5, Output: "done", Return: 15},
	}
	if porcupine.CheckOperations(hall, twice) {
		t.Error("the same hour sold twice is taken for right")
	}
	twice[1].Output = "taken"
	if !porcupine.CheckOperations(hall, twice) {
		t.Error("a right history is taken for wrong")
	}
}

// history is what a few people did in one room on one day.
type history struct {
	*lodging
	room domain.ResourceID
	day  domain.Date
	mu   sync.Mutex
	ops  []porcupine.Operation
	ids  [4 * 5]domain.BookingID // by the person, five bookings each
	made [4 * 5]int64            // their versions, 0 before they are there
}

const (
	people = 4
	doings = 8
)

func (h *history) play(r *rand.Rand) []porcupine.Operation {
	var wg sync.WaitGroup
	gun := make(chan struct{})
	begun := time.Now()
	for who := range people {
		calls := h.calls(r, who)
		wg.Go(func() {
			<-gun
			for _, c := range calls {
				at := time.Since(begun).Nanoseconds()
				out := h.do(c)
				h.note(porcupine.Operation{ClientId: who, Input: c, Call: at, Output: out, Return: time.Since(begun).Nanoseconds()})
			}
		})
	}
	close(gun)
	wg.Wait()
	return h.ops
}

func (h *history) note(op porcupine.Operation) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ops = append(h.ops, op)
}

// calls of one person are about the own bookings, so that it is known what
// version they have.
func (h *history) calls(r *rand.Rand, who int) (all []call) {
	booked := map[int]bool{}
	for range doings {
		from := 8*60 + 15*r.IntN(12)
		c := call{booking: who*5 + r.IntN(5), from: from, to: from + 15*(1+r.IntN(6))}
		c.verb = []string{"book", "book", "move", "cancel"}[r.IntN(4)]
		if c.verb == "book" && booked[c.booking] { // a booking is made once
			c.verb = "move"
		}
		booked[c.booking] = c.verb != "cancel" && (booked[c.booking] || c.verb == "book")
		if h.ids[c.booking].IsZero() {
			h.ids[c.booking] = domain.NewID[domain.BookingID]()
		}
		all = append(all, c)
	}
	return all
}

// do does one thing, and notes the version of what came of it.
func (h *history) do(c call) string {
	hs := recur.Hours{From: domain.TimeOfDay(c.from), To: domain.TimeOfDay(c.to)}
	version := h.made[c.booking]
	var err error
	switch {
	case c.verb == "book":
		n := event(h.day, hs, h.room)
		n.ID = h.ids[c.booking]
		if err = h.rooms.Book(h.t.Context(), h.by, n); err == nil {
			h.made[c.booking] = 1
		}
	case version == 0:
		return "gone"
	case c.verb == "move":
		if err = h.rooms.MoveDay(h.t.Context(), h.by, h.ids[c.booking], version, recur.Move{Original: h.day, Date: h.day, Hours: hs}, nil); err == nil {
			b, _, _, read := h.rooms.Booking(h.t.Context(), h.by, h.ids[c.booking])
			h.made[c.booking], err = b.Version, read // the same version where the hours stay as they are
		}
	default:
		if err = h.rooms.Cancel(h.t.Context(), h.by, h.ids[c.booking], version); err == nil {
			h.made[c.booking], h.ids[c.booking] = 0, domain.NewID[domain.BookingID]()
		}
	}
	switch {
	case err == nil:
		return "done"
	case domain.KindOf(err) == domain.KindConflict:
		return "taken"
	}
	h.t.Error(errors.Join(fmt.Errorf("%+v", c), err))
	return "failed"
}
