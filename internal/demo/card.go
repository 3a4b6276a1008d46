package demo

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/publish"
)

// alreadyPublic is why the numbers of both programmes are said exactly: their
// authors published each of them long ago.
const alreadyPublic = "Tę liczbę instytucja sama podała w opublikowanym opisie programu."

// authorsWords is why numbers in typed words may stand: they are from the
// authors' description, or say a rule of the programme.
const authorsWords = "Tak mówi opublikowany opis programu albo zasada, która nie liczy żadnych konkretnych osób."

// cardWords are what a person wrote in the sections of a card, in their order.
// Every other section stays as it is drafted from the facts.
type cardWords []struct {
	section string
	in      map[publish.Lang]string
}

// card makes a programme's card, decides number by number that it is said
// exactly, as the authors said it, and publishes it.
func (st *stage) card(ctx context.Context, template, slug, area string, words cardWords) error {
	if st.Cards == nil {
		return nil
	}
	n := publish.NewCard{ID: domain.NewID[domain.CardID](), Programme: st.programme, Template: template, Slug: slug, Area: area}
	if err := st.Cards.Create(ctx, st.coordinator, n); err != nil {
		return err
	}
	version := int64(1)
	for _, w := range words {
		for _, lang := range publish.Langs {
			if w.in[lang] == "" {
				continue
			}
			if err := st.Cards.Write(ctx, st.coordinator, n.ID, version, w.section, lang, w.in[lang]); err != nil {
				return err
			}
			version++
		}
	}
	if err := st.allow(ctx, n.ID); err != nil {
		return err
	}
	return st.PublishCard(ctx, st.coordinator, n.ID, version, "", st.zone)
}

// allow lets every number of the card be said exactly, one by one.
func (st *stage) allow(ctx context.Context, id domain.CardID) error {
	p, err := st.Cards.Preview(ctx, st.manager, id, publish.Polish)
	if err != nil {
		return err
	}
	for _, c := range p.Cells() {
		one := publish.Permission{ID: domain.NewID[domain.PermissionID](), Card: id, Outcome: c.Outcome, Reason: alreadyPublic}
		if err := st.Cards.AllowExact(ctx, st.manager, one); err != nil {
			return err
		}
	}
	if p, err = st.Cards.Preview(ctx, st.manager, id, publish.Polish); err != nil {
		return err
	}
	if len(p.Loose) == 0 {
		return nil
	}
	d := publish.Decision{ID: domain.NewID[domain.PermissionID](), Card: id, Reason: authorsWords}
	for _, l := range p.Loose {
		d.Texts = append(d.Texts, l.Text())
	}
	return st.Cards.Decide(ctx, st.manager, d)
}

// CardWords are the words that were written on the cards, each paragraph and
// item by itself, in every language.
func CardWords() (all []string) {
	for _, w := range slices.Concat(kluczeWords, kcsWords) {
		for _, text := range w.in {
			for _, piece := range publish.Pieces(text) {
				all = append(append(all, piece.Paragraph), piece.Items...)
			}
		}
	}
	return append(all, alreadyPublic, authorsWords)
}
