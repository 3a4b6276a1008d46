package cli

import (
	"fmt"

	"krag/internal/store/vault"
)

// Run renews keys and says each step on standard error.
func (cmd *keysRotateCmd) Run(t *terminal) error {
	return cmd.within(t, opening{}, func(a *app) error {
		rotate, copies := a.vault.Rotate, "krag.keys"
		if cmd.MasterKey {
			rotate, copies = a.vault.RotateMaster, "krag.keys and krag.master"
		}
		if err := rotate(t.ctx, t.step); err != nil {
			if t.ctx.Err() != nil {
				return fmt.Errorf("interrupted; run it again to finish: %w", err)
			}
			return err
		}
		fmt.Fprintf(t.out, "The keys are new. Copy %s over your copies now: the old ones open nothing any more.\n", copies)
		return nil
	})
}

func (t *terminal) step(s vault.Step) {
	if s.Total > 0 {
		fmt.Fprintf(t.err, "%s: %d of %d\n", s.Phase, s.Done, s.Total)
		return
	}
	fmt.Fprintln(t.err, string(s.Phase))
}
