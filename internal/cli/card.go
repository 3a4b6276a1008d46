package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
)

// Run prints a card.
func (cmd *cardCmd) Run(t *terminal) error {
	return cmd.within(t, opening{}, func(a *app) error {
		a.config.URL = cmd.url()
		body, err := cmd.card(t.ctx, a)
		if err != nil {
			return err
		}
		if cmd.Out != "" {
			return os.WriteFile(cmd.Out, body, 0o644)
		}
		_, err = t.out.Write(body)
		return err
	})
}

func (cmd *cardCmd) card(ctx context.Context, a *app) ([]byte, error) {
	in, err := a.chooseInstitution(ctx, cmd.Institution)
	if err != nil {
		return nil, err
	}
	id, err := cmd.find(ctx, a, house(in))
	if err != nil {
		return nil, err
	}
	r, err := a.pages().Draft(ctx, house(in), id, publish.Lang(cmd.Lang), cmd.Format, in.Location())
	return r.Body, err
}

// find gives the programme's card of the wanted kind; without one its only
// card, or the practice card.
func (cmd *cardCmd) find(ctx context.Context, a *app, as authz.Actor) (domain.CardID, error) {
	p, err := a.chooseProgramme(ctx, as, cmd.Programme)
	if err != nil {
		return domain.CardID{}, err
	}
	rows, err := a.Cards.Cards(ctx, as, p.ID)
	if err != nil {
		return domain.CardID{}, err
	}
	var has []string
	for _, c := range rows {
		if c.Template == cmp.Or(cmd.Template, "practice") || cmd.Template == "" && len(rows) == 1 {
			return c.ID, nil
		}
		has = append(has, c.Template)
	}
	if len(rows) == 0 {
		return domain.CardID{}, fmt.Errorf("the programme %s has no card yet: somebody prepares one on its page", p.Slug)
	}
	return domain.CardID{}, usagef("the programme has no %s card; it has %s: --template chooses", cmp.Or(cmd.Template, "practice"), strings.Join(has, ", "))
}

// chooseProgramme finds a programme by its slug or its id.
func (a *app) chooseProgramme(ctx context.Context, as authz.Actor, wanted string) (institution.Programme, error) {
	all, err := a.Institutions.Programmes(ctx, as)
	if err != nil {
		return institution.Programme{}, err
	}
	there := ""
	for _, p := range all {
		if p.Slug == wanted || p.ID.String() == wanted {
			return p, nil
		}
		there += " " + p.Slug
	}
	if there == "" {
		return institution.Programme{}, fmt.Errorf("the institution has no programme yet")
	}
	return institution.Programme{}, fmt.Errorf("there is no programme %s; there are:%s", wanted, there)
}
