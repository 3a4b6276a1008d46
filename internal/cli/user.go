package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
)

// within opens the databases that are there, runs fn and closes them.
func (p place) within(t *terminal, o opening, fn func(a *app) error) error {
	c, err := p.config().located()
	if err != nil {
		return err
	}
	if err := c.mustExist(); err != nil {
		return err
	}
	a, err := newApp(t.ctx, c, o)
	if err != nil {
		return err
	}
	return errors.Join(fn(a), a.close())
}

// Run makes an account and prints a link.
func (cmd *userAddCmd) Run(t *terminal) error {
	switch {
	case cmd.Operator && (len(cmd.Role) > 0 || cmd.Institution != ""):
		return usagef("--operator goes with neither --role nor --institution: an operator works for no institution")
	case !cmd.Operator && len(cmd.Role) == 0:
		return usagef("say --role manager, --role coordinator, or --operator")
	}
	return cmd.within(t, opening{}, func(a *app) error {
		token, err := cmd.add(t.ctx, a)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "Link to choose a password, works once, for three days: %s\n", inLink(cmd.url(), token))
		return nil
	})
}

func (cmd *userAddCmd) add(ctx context.Context, a *app) (token string, err error) {
	n := account.NewStaff{ID: domain.NewID[domain.UserID](), Name: cmd.Name, Login: cmd.Login}
	if cmd.Operator {
		return a.Accounts.AddOperator(ctx, n)
	}
	in, err := a.chooseInstitution(ctx, cmd.Institution)
	if err != nil {
		return "", err
	}
	for _, role := range cmd.Role {
		n.Roles = append(n.Roles, authz.Role(role))
	}
	return a.Accounts.AddStaff(ctx, house(in), n)
}

// house is the system acting in an institution.
func house(in institution.Institution) authz.Actor {
	actor := authz.House(in.Scope())
	actor.Institution = in.ID
	return actor
}

// chooseInstitution finds one by its id or its name, in whatever case.
func (a *app) chooseInstitution(ctx context.Context, wanted string) (institution.Institution, error) {
	all, err := a.institutions(ctx)
	if err != nil {
		return institution.Institution{}, err
	}
	var found []institution.Institution
	for _, in := range all {
		if wanted == "" || wanted == in.ID.String() || strings.EqualFold(wanted, in.Name) {
			found = append(found, in)
		}
	}
	switch {
	case len(all) == 0:
		return institution.Institution{}, errors.New("there is no institution yet: krag institution add prints a link by which one is set up")
	case len(found) == 0:
		return institution.Institution{}, fmt.Errorf("there is no such institution; there are: %s", named(all))
	case len(found) > 1:
		return institution.Institution{}, fmt.Errorf("say which with --institution: %s", named(found))
	}
	return found[0], nil
}

func named(all []institution.Institution) string {
	names := make([]string, len(all))
	for i, in := range all {
		names[i] = in.Name + " (" + in.ID.String() + ")"
	}
	return strings.Join(names, ", ")
}

// Run prints a link for a new password.
func (cmd *userResetCmd) Run(t *terminal) error {
	return cmd.within(t, opening{}, func(a *app) error {
		var token string
		err := a.whereverUser(t.ctx, cmd.Login, func(at authz.Actor, id domain.UserID) (err error) {
			token, err = a.Accounts.ResetLink(t.ctx, at, id)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "Link to choose a new password, works once, for three days: %s\n", inLink(cmd.url(), token))
		return nil
	})
}

// Run closes an account.
func (cmd *userDisableCmd) Run(t *terminal) error {
	return cmd.within(t, opening{}, func(a *app) error {
		err := a.whereverUser(t.ctx, cmd.Login, func(at authz.Actor, id domain.UserID) error {
			return a.Accounts.SetDisabled(t.ctx, at, id, true)
		})
		if err == nil {
			fmt.Fprintln(t.out, "The account is closed and signed out everywhere.")
		}
		return err
	})
}

// whereverUser calls do as the system in the institution a user works for, or
// in none for an operator.
func (a *app) whereverUser(ctx context.Context, login string, do func(authz.Actor, domain.UserID) error) error {
	nobody := errors.New("nobody has this sign-in name")
	id, err := a.Accounts.ByLogin(ctx, login)
	if err == nil {
		err = a.wherever(ctx, func(at authz.Actor) error { return do(at, id) })
	}
	if domain.KindOf(err) == domain.KindNotFound {
		return nobody
	}
	return err
}

// wherever calls do as the system in no institution and then in each, until
// one is the place; KindNotFound when none is.
func (a *app) wherever(ctx context.Context, do func(authz.Actor) error) error {
	all, err := a.institutions(ctx)
	if err != nil {
		return err
	}
	err = do(authz.House(domain.Across))
	for _, in := range all {
		if domain.KindOf(err) != domain.KindNotFound {
			break
		}
		err = do(house(in))
	}
	return err
}

func (l linked) url() string { return strings.TrimSuffix(l.URL, "/") }
