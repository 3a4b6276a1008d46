package demo

import (
	"context"
	"slices"
	"strings"

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

// CardWords are the words that were written on the cards, each paragraph by
// itself, in every language.
func CardWords() (all []string) {
	for _, w := range slices.Concat(kluczeWords, kcsWords) {
		for _, text := range w.in {
			all = append(all, strings.Split(text, "\n\n")...)
		}
	}
	return append(all, alreadyPublic, authorsWords)
}

var kluczeWords = cardWords{
	{publish.KeyLead, map[publish.Lang]string{
		publish.Polish:    "Osoby, którym same pieniądze nie pomagały, zaczęły spotykać się w grupach i pomagać sobie nawzajem.",
		publish.Ukrainian: "Люди, яким самі лише гроші не допомагали, почали зустрічатися в групах і допомагати одне одному.",
		publish.English:   "People whom money alone did not help began to meet in groups and to help each other.",
	}},
	{"summary", map[publish.Lang]string{
		publish.Polish:    "Ośrodek zaczął od jednej grupy w 2002 roku. Każda osoba w grupie jest i dawcą, i biorcą pomocy: dzieli się tym, co przeszła, i szuka z innymi rozwiązań.\n\nUdział jest dobrowolny. Grupy spotykają się w sali, którą Ośrodek urządził w piwnicach, a pracownicy prowadzą zajęcia nieodpłatnie.\n\nPowstały grupy dla osób uzależnionych od alkoholu, kobiet doznających przemocy, osób długo bez pracy i osób z niepełnosprawnościami. Ich członkinie i członkowie podejmowali leczenie, zdobywali kwalifikacje, znajdowali pracę i występowali do sądu o swoje prawa. Meble, sprzęt, farby i kursy kosztowały razem 19 982 zł; samo prowadzenie grup nie kosztuje nic.",
		publish.Ukrainian: "Центр почав з однієї групи у 2002 році. Кожна людина в групі і дає допомогу, і отримує її: ділиться пережитим і разом з іншими шукає рішень.\n\nУчасть добровільна. Групи зустрічаються в приміщенні, яке центр облаштував у підвалі, а працівники ведуть заняття безоплатно.\n\nВиникли групи для людей, залежних від алкоголю, жінок, які зазнають насильства, людей, які довго не мають роботи, і людей з інвалідністю. Їхні учасниці й учасники починали лікуватися, здобували кваліфікацію, знаходили роботу і зверталися до суду по свої права. Меблі, обладнання, фарби й курси коштували разом 19 982 zł; саме ведення груп не коштує нічого.",
		publish.English:   "The centre began with one group in 2002. Everybody in a group gives help and takes it: they share what they went through and look for solutions together.\n\nTaking part is voluntary. The groups meet in a room that the centre fitted out in its cellar, and the staff lead them unpaid.\n\nThere came to be groups for people addicted to alcohol, for women experiencing violence, for people long without work and for people with disabilities. Their members took up treatment, gained qualifications, found work and went to court for their rights. Furniture, equipment, paint and courses cost 19 982 zł in all; running the groups costs nothing.",
	}},
}

var kcsWords = cardWords{
	{publish.KeyLead, map[publish.Lang]string{
		publish.Polish:    "Dom kultury, biblioteka albo miejsce sąsiedzkie użycza sali, towarzyszy na początku, a grupa uczy się działać sama.",
		publish.Ukrainian: "Будинок культури, бібліотека чи сусідський простір надає приміщення, супроводжує на початку, а група вчиться діяти сама.",
		publish.English:   "A house of culture, a library or a neighbourhood place lends a room and company at the start, and the group learns to stand on its own.",
	}},
}
