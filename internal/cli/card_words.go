package cli

import (
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// cardWords gives cards the words of the house.
type cardWords struct{}

var _ publish.Words = cardWords{}

// Name gives a name out of the catalogue.
func (cardWords) Name(lang publish.Lang, of publish.Naming, key string) string {
	p := i18n.For(i18n.Lang(lang))
	switch of {
	case publish.NameFact:
		return p.T(i18n.Key("card.fact", key))
	case publish.NameBlock:
		return p.T(i18n.Key("card.block", key))
	case publish.NameKind:
		return p.T(i18n.Key("group.kinds", key))
	case publish.NameStage:
		return p.T(i18n.Key("group.stages", key))
	case publish.NameCategory:
		return p.T(i18n.Key("cost.categories", key))
	case publish.NamePremises:
		return p.T(i18n.Key("card.premises", key))
	case publish.NameVoivodeship:
		return p.T(i18n.Key("institution.voivodeships", key))
	case publish.NameMissing:
		return p.T(i18n.Key("card.missing", key))
	case publish.NameStageMeaning:
		return p.T(i18n.Key("card.meaning", key))
	}
	return key
}

// Groups words a number of groups.
func (cardWords) Groups(lang publish.Lang, n int) string {
	return i18n.For(i18n.Lang(lang)).N("card.groups", n)
}

// Hours words a number of whole hours.
func (cardWords) Hours(lang publish.Lang, n int) string {
	return i18n.For(i18n.Lang(lang)).N("card.hours", n)
}

// Sum words an amount.
func (cardWords) Sum(lang publish.Lang, g domain.Grosze) string {
	return i18n.For(i18n.Lang(lang)).Money(g)
}
