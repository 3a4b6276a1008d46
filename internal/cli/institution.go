package cli

import "fmt"

// Run prints a set-up link.
func (cmd *institutionAddCmd) Run(t *terminal) error {
	return cmd.within(t, opening{}, func(a *app) error {
		token, err := a.Flow.SetupLink(t.ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "Link to set an institution up, works once, for seven days: %s\n", inLink(cmd.url(), token))
		return nil
	})
}
