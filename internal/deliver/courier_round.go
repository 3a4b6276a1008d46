package deliver

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"

	"krag/internal/domain/notify"
)

// round is one Run. A provider that surely lets the house not in is asked once:
// what is left for it waits, as at an outage, and no account is shut for trying.
type round struct {
	*Courier
	mu     sync.Mutex
	denied map[notify.Channel]string // the code of the first no to the house
	shut   map[notify.Channel]bool   // it is no to everybody
	open   map[notify.Channel]bool   // something was taken
}

// closed is the no that a channel gave in this round.
func (c *round) closed(by notify.Channel) (code string, shut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.denied[by], c.shut[by]
}

// hear notes an answer.
func (c *round) hear(ctx context.Context, by notify.Channel, out notify.Outcome) {
	if c.Heard != nil {
		c.Heard(by, out)
	}
	if c.noted(by, out) {
		c.Log.LogAttrs(ctx, slog.LevelError, "the provider does not let this server in", slog.String("channel", string(by)), slog.String("code", out.Code))
	}
}

// noted reports whether an answer is the first no to the house.
func (c *round) noted(by notify.Channel, out notify.Outcome) (first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if out.Fate == notify.Accepted {
		c.open[by] = true
	}
	if !notify.Denied(out.Code) {
		return false
	}
	c.shut[by] = c.shut[by] || surely(out.Code)
	if first = c.denied[by] == ""; first {
		c.denied[by] = out.Code
	}
	return first
}

// tell lays before whoever runs the server what said no to the house, unless it
// took something from the house all the same: then it was one recipient. What waits
// has been put back by now, so that it can be hurried once that is mended.
func (c *round) tell(ctx context.Context) (err error) {
	for by, code := range c.denied {
		if !c.open[by] {
			err = errors.Join(err, c.Post.Denied(ctx, by, code))
		}
	}
	return err
}

// surely reports whether a no to the house cannot be one to a recipient alone. Some
// servers and gateways say of a recipient who takes nothing from outside what
// others say of whoever may send nothing.
func surely(code string) bool {
	code = strings.TrimPrefix(code, notify.DeniedCode(""))
	if text, mail := strings.CutPrefix(code, "smtp."); mail {
		n, err := strconv.Atoi(text)
		return err == nil && slices.Contains(unknown, n)
	}
	return code != "http.403" && code != "http.404"
}
