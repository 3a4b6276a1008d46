package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
)

const kcsSource = "Opis innowacji Kulturalne Centrum Samopomocy"

// kcsGroups are the three groups. The facts say that there were three, that
// one became independent and that one was for women refugees; the rest of
// their life is made up.
var kcsGroups = []struct {
	group group.NewGroup
	life  life
}{
	{
		group.NewGroup{
			Name: "Grupa samopomocowa osób, które chcą wyjść z samotności", Neutral: "Przy stole", Kind: group.KindLoneliness,
			Character: group.Discussion, Openness: group.Open, Audience: "dla każdej osoby, która nie chce być sama", Rhythm: "co tydzień o 16:30",
			Description: group.Description{
				About: "Siadamy przy jednym stole, pijemy herbatę i rozmawiamy o tym, co u kogo. Nie trzeba nic przygotować ani niczego opowiadać. Po spotkaniu kto chce, idzie razem na spacer.",
				Langs: []string{"pl", "uk"}, Access: []group.Access{group.StepFree, group.Toilet, group.HearingLoop, group.Children}, AccessNote: "winda jest przy wejściu od podwórza",
				Least: 6, Most: 12, Visibility: group.Public,
			},
		},
		life{
			steps: []step{
				{group.Idea, 50, madeUp},
				{group.Gathering, 46, madeUp + " Osiem osób na liście chętnych."},
				{group.Accompanied, 41, madeUp},
				{group.CoLed, 33, madeUp + " Osoby z grupy prowadzą na zmianę z animatorką."},
				{group.Independent, alone, madeUp + " Grupa spotyka się w udostępnionej sali bez animatorki, ma klucz i osobę do kontaktu."},
			},
			names: []string{"Jaskółka", "Pani z II piętra", "Olha", "Bosman", "Konwalia", "Zenek od rowerów", "Mgiełka", "Sąsiad spod trójki", "T."},
			start: 16*60 + 30, end: 18 * 60, place: "Sala kameralna, I piętro", led: 8, alternate: 5, ahead: 8, turn: calledOff,
			held: []int{
				6, 7, 7, 8, 9, 8, 9, 9, 8, 9, 9, 9, 8, 9, 7, 8, 9, 8, 6, 8,
				7, 8, 8, 9, 7, 8, 9, 9, 8, 7, 8, 9, 9, 8, 9, 8, 7, 9, 8, 9,
			},
		},
	},
	{
		group.NewGroup{
			Name: "Grupa samopomocowa uchodźczyń", Neutral: "Krąg na Lipowej", Kind: group.KindRefugees,
			Character: group.Discussion, Openness: group.Open, Audience: "dla kobiet, które uciekły przed wojną", Rhythm: "co tydzień o 18:30", Sensitive: true,
			Uses: group.Uses{group.Opener, group.Moderator, group.Timekeeper, group.KeyKeeper},
			Description: group.Description{
				About: "Haftujemy, gotujemy i rozmawiamy: po swojemu, w swoim języku. Można przyjść z dzieckiem i można nic nie mówić.",
				Langs: []string{"pl", "uk", "ru"}, Access: []group.Access{group.StepFree, group.Quiet, group.Children, group.ChildCare},
				Least: 4, Most: 7, Visibility: group.OnRequest,
			},
		},
		life{
			steps: []step{{group.Gathering, 12, madeUp}, {group.Accompanied, 9, madeUp}, {group.CoLed, 4, madeUp}},
			names: []string{"Мальва", "Oksana od haftu", "Ластівка", "Iryna", "Калина", "Zoja", "Halyna"},
			waits: []string{"Барвінок", "Nadia"},
			start: 18*60 + 30, end: 20 * 60, place: "Pracownia, parter", held: []int{5, 6, 6, 7, 6, 7, 7, 6}, led: 5, alternate: 3, ahead: 8,
		},
	},
	{
		group.NewGroup{
			Name: "Grupa samopomocowa osób z problemami zdrowotnymi", Neutral: "Poranna kawa", Kind: group.KindHealth,
			Character: group.Discussion, Openness: group.Mixed, Audience: "dla osób, które na co dzień żyją z chorobą", Rhythm: "co tydzień o 10:00", Sensitive: true,
			Description: group.Description{
				About: "Przy porannej kawie mówimy, jak się żyje z chorobą, i wymieniamy się tym, co komu ulżyło. Nikt tu nie leczy i nie doradza leków.",
				Langs: []string{"pl"}, Access: []group.Access{group.StepFree, group.Toilet, group.Quiet, group.AssistDog},
				Least: 6, Most: 12, ClosesAt: 10,
			},
		},
		life{
			steps:     []step{{group.Gathering, 8, madeUp}, {group.Accompanied, 6, madeUp}},
			names:     []string{"Stokrotka", "Basia z kiosku", "Wrona", "Pan z pieskiem", "Mirabelka", "Halszka", "Sowa", "K.", "Kapitan"},
			dayOffset: -1, start: 10 * 60, end: 11*60 + 30, place: "Czytelnia, parter", held: []int{6, 7, 8, 8}, led: 4, uncounted: true, ahead: 6, turn: anHour,
		},
	},
}

func kcs(ctx context.Context, st *stage) error {
	var f kcsFacts
	if err := read("kcs.json", &f); err != nil {
		return err
	}
	in := institution.NewInstitution{Name: "Dom Kultury „Pod Lipą” (zmyślony)", Profile: institution.Community}
	if err := st.open(ctx, in, "Jan (postać zmyślona)", "Lena, animatorka (postać zmyślona)"); err != nil {
		return err
	}
	if err := st.programmeOf(ctx, "kcs", f.Title, domain.Moment{}, f.record()); err != nil {
		return err
	}
	if err := st.kcsKinds(ctx); err != nil {
		return err
	}
	if err := st.kcsReady(ctx); err != nil {
		return err
	}
	if err := st.kcsRooms(ctx); err != nil {
		return err
	}
	if err := st.wishes(ctx); err != nil {
		return err
	}
	refugees, err := st.kcsGroups(ctx)
	if err != nil {
		return err
	}
	if err := st.kcsBookings(ctx); err != nil {
		return err
	}
	if err := st.kcsEquipment(ctx); err != nil {
		return err
	}
	for i, r := range f.Results {
		n := outcome.NewOutcome{Indicator: InPolish(r.Indicator), When: r.When, Context: r.Context, Source: kcsSource}
		if err := r.value(&n); err != nil {
			return err
		}
		var in domain.GroupID
		if i == refugeesResult {
			in = refugees
		}
		if err := st.record(ctx, in, n); err != nil {
			return err
		}
	}
	if err := st.write(ctx, "common-table", "Przy stole, wersja na krótki wieczór", true); err != nil {
		return err
	}
	return st.card(ctx, "innovation", "kulturalne-centrum-samopomocy", "culture.inclusion", kcsWords)
}

// kcsKinds adds a kind of the house's own, and what is worth writing down about
// another.
func (st *stage) kcsKinds(ctx context.Context) error {
	if st.Kinds == nil {
		return nil
	}
	st.tired = group.Kind(domain.NewID[domain.KindID]().String())
	if err := st.Kinds.Create(ctx, st.coordinator, group.NewKind{
		Code: st.tired, Name: "rodzice, którzy potrzebują oddechu", Alike: group.KindOther,
		Plans: []string{"quiet-evening"}, Criteria: []string{"czy ktoś zajmie się dzieckiem w czasie spotkania, czy przychodzą razem", "czy wystarczy rozmowa, czy potrzebna jest opieka wytchnieniowa"},
		Indicators: []string{"wymieniają się opieką nad dziećmi"},
	}); err != nil {
		return err
	}
	return st.Kinds.Edit(ctx, st.coordinator, group.NewKind{
		Code: group.KindLoneliness, Alike: group.KindLoneliness,
		Indicators: []string{"czują się mniej samotne niż przed dołączeniem", "spotykają się też poza grupą"},
	}, 0)
}

// alone is how many weeks ago the first group went on alone: a little over half
// a year, so that the first talk with it is due.
const alone = 27

// refugeesResult is the place of the one result that belongs to a group.
const refugeesResult = 4

func (st *stage) kcsGroups(ctx context.Context) (refugees domain.GroupID, err error) {
	for i, g := range kcsGroups {
		in, people, err := st.live(ctx, g.group, g.life)
		if err != nil {
			return refugees, err
		}
		if g.group.Kind == group.KindRefugees {
			refugees = in
		}
		if i == 0 {
			if err := st.wentAlone(ctx, in, people); err != nil {
				return refugees, err
			}
			if err := st.hostAndMember(ctx, in, people, "Jaskółka (postać zmyślona)"); err != nil {
				return refugees, err
			}
		}
	}
	return refugees, nil
}

// record is what the programme says about itself.
func (f kcsFacts) record() institution.Record {
	return institution.Record{
		institution.SecKind:         {f.Kind},
		institution.SecInnovators:   f.Innovators,
		institution.SecModel:        {f.Model},
		institution.SecMotive:       {f.Motive},
		institution.SecProblems:     f.Problems,
		institution.SecNeeds:        f.NeedsNamed,
		institution.SecPrinciples:   f.Principles,
		institution.SecRoles:        f.Roles,
		institution.SecRecipients:   f.Recipients,
		institution.SecImplementers: f.Implementers,
		institution.SecBenefits:     {f.InstitutionGain},
		institution.SecPresentation: f.CardFields,
	}
}
