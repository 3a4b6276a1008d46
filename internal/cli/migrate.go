package cli

import "fmt"

// Run makes what is missing and brings the database forward.
func (cmd *migrateCmd) Run(t *terminal) error {
	c, err := cmd.place.config().located()
	if err != nil {
		return err
	}
	if err := c.makeFolders(); err != nil {
		return err
	}
	a, err := newApp(t.ctx, c, opening{migrate: true})
	if err != nil {
		return err
	}
	version, _, err := a.db.Version(t.ctx)
	if err == nil {
		fmt.Fprintf(t.out, "The database has schema %d, the newest this krag knows.\n", version)
	}
	if a.vault.Made().Master {
		fmt.Fprintf(t.out, "A master key was made at %s. Copy it once by hand and keep the copy elsewhere.\n", c.Master)
	}
	return firstOf(err, a.close())
}
