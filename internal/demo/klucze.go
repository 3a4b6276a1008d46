package demo

import (
	"context"
	"strconv"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
)

const kluczeSource = "Opis praktyki Ośrodka Pomocy Społecznej w Kluczach"

// kluczeGroups say what the facts leave to be chosen about each group, in the
// facts' order. Two groups worked in 2004 and 2005; nothing is made up about
// them, except from when nobody new came. The life around the other two is, and
// so is what they say of themselves.
var kluczeGroups = []struct {
	neutral string
	kind    group.Kind
	is      group.Description
	life    life
}{
	{"Zielona herbata", group.KindAlcohol, group.Description{ClosesAt: 4}, life{}},
	{"Przy oknie", group.KindViolence, group.Description{ClosesAt: 4}, life{}},
	{"Dziesiąta rano", group.KindUnemployed, group.Description{
		About: "Spotykamy się raz w tygodniu przy herbacie. Każda osoba mówi, co się u niej dzieje, a potem razem szukamy, co dalej: pracy, kursu, spokoju. Można też tylko słuchać.",
		Langs: []string{"pl"}, Access: []group.Access{group.EasyLanguage, group.Children}, AccessNote: "do sali schodzi się po ośmiu stopniach",
		Least: 6, Most: 12, ClosesAt: 6, Visibility: group.OnRequest,
	}, life{
		steps: []step{
			{group.Gathering, 13, madeUp}, {group.Accompanied, 10, madeUp}, {group.CoLed, 3, madeUp + " Trzy spotkania z rzędu poprowadziły osoby z grupy."},
		},
		names: []string{"Malwina", "Stokrotka", "Basia z kiosku", "Wrona", "Halszka", "Mirabelka", "Kasia od kwiatów", "Pani Zofia", "Sowa", "Kapitan"},
		start: 10 * 60, end: 11*60 + 30, place: "Sala w piwnicach Ośrodka", held: []int{7, 8, 8, 9, 7, 9, 10, 9, 9}, led: 6, ahead: 8, turn: calledOff,
	}},
	{"Na parterze", group.KindDisability, group.Description{
		About: "Rozmawiamy o tym, co na co dzień trudne, i o tym, co się udało. Nikt nikogo nie poucza. Na koniec ustalamy, kto komu w czym pomoże.",
		Langs: []string{"pl", "uk"}, Access: []group.Access{group.HearingLoop, group.EasyLanguage, group.AssistDog}, AccessNote: "przed wejściem można zadzwonić, ktoś zejdzie pomóc",
		Least: 5, Most: 10, ClosesAt: 8, Visibility: group.OnRequest,
	}, life{
		steps:     []step{{group.Gathering, 7, madeUp}, {group.Accompanied, 5, madeUp}},
		names:     []string{"Zenek od rowerów", "Konwalia", "Mgiełka", "Pan z pieskiem", "Olha", "T.", "Sąsiad spod trójki"},
		dayOffset: -1, start: 16*60 + 30, end: 18 * 60, place: "Sala w piwnicach Ośrodka", held: []int{5, 6, 5, 7}, led: 4, uncounted: true, ahead: 6, turn: anHour,
	}},
}

func klucze(ctx context.Context, st *stage) error {
	var f kluczeFacts
	if err := read("klucze.json", &f); err != nil {
		return err
	}
	in := institution.NewInstitution{Name: f.Institution.Name, Profile: institution.Welfare, Place: f.Institution.Municipality, Voivodeship: "12"}
	if err := st.open(ctx, in, "Pani Helena (postać zmyślona)", "Marta, pracownica socjalna (postać zmyślona)"); err != nil {
		return err
	}
	started := domain.Moment{Date: domain.Date{Year: f.Started, Month: time.January, Day: 1}, Precision: domain.PrecisionYear}
	if err := st.programmeOf(ctx, "klucze", f.Title, started, f.record()); err != nil {
		return err
	}
	if err := st.kluczeRecord(ctx, f); err != nil {
		return err
	}
	if _, err := st.lodgings(ctx, kluczeLodgings); err != nil {
		return err
	}
	if err := st.kluczeGroups(ctx, f); err != nil {
		return err
	}
	for _, h := range f.Headline {
		n := outcome.NewOutcome{Form: outcome.Words, Indicator: InPolish(h.Indicator), Words: h.Quote, Quote: h.Quote, Source: kluczeSource}
		if err := st.record(ctx, domain.GroupID{}, n); err != nil {
			return err
		}
	}
	if err := st.kluczeMoney(ctx, f); err != nil {
		return err
	}
	if err := st.write(ctx, "two-rounds", "Dwie rundy i do domu", false); err != nil {
		return err
	}
	return st.card(ctx, "practice", "klucze-samopomoc", "social.welfare", kluczeWords)
}

func (st *stage) kluczeGroups(ctx context.Context, f kluczeFacts) error {
	for i, g := range f.Groups {
		chosen := kluczeGroups[i]
		n := group.NewGroup{
			Name: g.Name, Neutral: chosen.neutral, Kind: chosen.kind, Character: group.Discussion,
			Openness: group.Mixed, Period: g.Active, Sensitive: true, Description: chosen.is,
		}
		in, people, err := st.kluczeGroup(ctx, n, chosen.life)
		if err != nil {
			return err
		}
		for _, o := range g.Outcomes {
			n := outcome.NewOutcome{Indicator: InPolish(o.Indicator), Who: o.Who, Quote: o.Quote, Source: kluczeSource}
			if err := o.value(&n); err != nil {
				return err
			}
			if err := st.record(ctx, in, n); err != nil {
				return err
			}
		}
		if chosen.kind == group.KindUnemployed {
			if err := st.rewrites(ctx, in); err != nil {
				return err
			}
			if err := st.letGo(ctx, in, people); err != nil {
				return err
			}
			if err := st.hostAndMember(ctx, in, people, "Malwina (postać zmyślona)"); err != nil {
				return err
			}
		}
	}
	return nil
}

// kluczeGroup makes a group with a made-up life, or one of which the source
// tells the years and no more.
func (st *stage) kluczeGroup(ctx context.Context, n group.NewGroup, l life) (in domain.GroupID, people []domain.PersonID, err error) {
	if len(l.steps) > 0 {
		n.Rhythm = "co tydzień o " + l.start.String()
		return st.live(ctx, n, l)
	}
	n.ID, n.Programme = domain.NewID[domain.GroupID](), st.programme
	n.Enters = group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Accompanied, On: year(2004), Evidence: "Opis praktyki: grupa działała w latach " + n.Period + "."}
	if err = st.Groups.Create(ctx, st.coordinator, n); err != nil {
		return n.ID, nil, err
	}
	return n.ID, nil, st.kluczeEnd(ctx, n)
}

func year(y int) domain.Moment {
	return domain.Moment{Date: domain.Date{Year: y, Month: time.January, Day: 1}, Precision: domain.PrecisionYear}
}

// hostAndMember lets a host of the group in and hands a member the link. Both
// find something that was agreed on, and something on the shelf; the member answers
// what is written to it.
func (st *stage) hostAndMember(ctx context.Context, in domain.GroupID, people []domain.PersonID, host string) error {
	if err := st.promise(ctx, in, people, atHome); err != nil {
		return err
	}
	if err := st.shelve(ctx, in, people[0]); err != nil {
		return err
	}
	if err := st.letters(ctx, in, people[0]); err != nil {
		return err
	}
	if _, err := st.staff(ctx, host, authz.Host, in); err != nil {
		return err
	}
	return st.member(ctx, in, people[0])
}

// record notes an outcome of a group, or with the zero GroupID of the whole.
func (st *stage) record(ctx context.Context, in domain.GroupID, n outcome.NewOutcome) error {
	n.ID, n.Programme, n.Group = domain.NewID[domain.OutcomeID](), st.programme, in
	return st.Outcomes.Create(ctx, st.coordinator, n)
}

var kluczeCategories = []funding.Category{funding.Furniture, funding.Equipment, funding.Premises, funding.Training}

func (st *stage) kluczeMoney(ctx context.Context, f kluczeFacts) error {
	fund := funding.NewFund{
		ID: domain.NewID[domain.FundID](), Programme: st.programme, Funder: f.Funding.Funder, For: f.Funding.For, Granted: f.Funding.Granted,
	}
	if err := st.Funding.AddFund(ctx, st.coordinator, fund); err != nil {
		return err
	}
	for i, c := range f.Costs {
		n := funding.NewCost{ID: domain.NewID[domain.CostID](), Programme: st.programme, Item: c.Item, Category: kluczeCategories[i], Amount: domain.Zloty(c.Amount)}
		if err := st.Funding.AddCost(ctx, st.coordinator, n); err != nil {
			return err
		}
	}
	return st.Funding.AddCost(ctx, st.coordinator, funding.NewCost{
		ID: domain.NewID[domain.CostID](), Programme: st.programme, Item: "koszty operacyjne obsługi grup", Category: funding.Running, Note: f.OperatingNote,
	})
}

// record is what the programme says about itself.
func (f kluczeFacts) record() institution.Record {
	first := f.FirstGroup
	r := institution.Record{
		institution.SecClassification: f.Classification,
		institution.SecSituation:      f.SituationBefore,
		institution.SecDiagnosis:      append([]string{}, f.Diagnosis.LargestGroups...),
		institution.SecProblems:       f.Diagnosis.ProblemsNamed,
		institution.SecOrigin:         {"pierwsza grupa: " + strconv.Itoa(first.Year), first.For, first.Initiative, first.WhyItWorks},
		institution.SecPrinciples:     {"udział jest dobrowolny", f.GroupCharacter},
		institution.SecPath:           allInPolish(f.Path),
		institution.SecBenefits:       f.Benefits,
		institution.SecAwards:         f.Awards,
		institution.SecAdvice:         f.Advice,
		institution.SecAttachments:    f.Attachments,
		institution.SecPresentation:   append(append([]string{}, f.PresentationParts...), f.PresentationSections...),
	}
	return r
}
