package cli

import (
	"context"
	"log/slog"
	"time"
)

// keepReadersEvery is how often it is stored how often which card was read.
// What a crash loses is a minute of it.
const keepReadersEvery = time.Minute

// keeper does something again and again until it is stopped, and then once
// more: what came in between is not lost.
type keeper struct {
	do   func(context.Context) error
	log  *slog.Logger
	quit chan struct{}
	done chan struct{}
}

func startKeeper(every time.Duration, log *slog.Logger, do func(context.Context) error) *keeper {
	k := &keeper{do: do, log: log, quit: make(chan struct{}), done: make(chan struct{})}
	go k.run(every)
	return k
}

func (k *keeper) run(every time.Duration) {
	defer close(k.done)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-k.quit:
			return
		case <-tick.C:
			if err := k.do(context.Background()); err != nil {
				k.log.LogAttrs(context.Background(), slog.LevelWarn, "readers not stored, kept for the next time", slog.Any("error", err))
			}
		}
	}
}

// stop ends it. The last time is done within ctx.
func (k *keeper) stop(ctx context.Context) error {
	if k == nil {
		return nil // it never began
	}
	close(k.quit)
	<-k.done
	return k.do(ctx)
}
