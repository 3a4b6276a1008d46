package publish

import (
	"testing"

	"krag/internal/domain"
)

// TestPagesOfTheCatalogueKeepTheirAddress refuses a card that would lie under
// the map.
func TestPagesOfTheCatalogueKeepTheirAddress(t *testing.T) {
	n := NewCard{ID: id[domain.CardID](1), Programme: id[domain.ProgrammeID](1), Template: "practice", Slug: "map", Area: "culture"}
	if err := n.Check(templates()); err == nil {
		t.Error("a card may be called map")
	}
	n.Slug = "mapa"
	if err := n.Check(templates()); err != nil {
		t.Error(err)
	}
}

func TestAddressesThatCountPeople(t *testing.T) {
	for slug, bad := range map[string]bool{"8-kobiet": true, "osiem-osob-w-kluczach": true, "three-women": true, "klucze-2": false, "rok-2004": false, "8-spotkan": false, "grupa-dla-kobiet": false} {
		if countsPeople(slug) != bad {
			t.Errorf("%s: %t", slug, !bad)
		}
	}
}
