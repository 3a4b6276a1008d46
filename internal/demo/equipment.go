package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/room"
)

// thing is something the house of culture lends. All of them are made up.
type thing struct {
	name, mark, in string
	pieces         int // 0 for one with a number
	stays          bool
	cost           domain.Grosze
	boughtDaysAgo  int
	condition      room.Condition // empty for good
	said           string
}

var kcsThings = []thing{
	{name: "Rzutnik", mark: "DK 12", in: "Czytelnia", cost: 1_890_00, boughtDaysAgo: 420},
	{name: "Rzutnik zapasowy", mark: "DK 07", condition: room.InRepair, said: "Nie świeci, oddany do serwisu."},
	{name: "Głośnik przenośny", mark: "DK 21", in: "Sala taneczna", cost: 640_00, boughtDaysAgo: 200},
	{name: "Flipczart", mark: "DK 15", in: "Sala kameralna", condition: room.Damaged, said: "Jedna noga się składa, trzeba podeprzeć."},
	{name: "Krzesła składane", pieces: 30, in: "Sala taneczna", cost: 2_400_00, boughtDaysAgo: 700},
	{name: "Kubki", pieces: 40, in: "Sala kameralna"},
	{name: "Czajnik", mark: "DK 31", in: "Pracownia", stays: true},
}

// kcsEquipment fills the register, hands over keys, and agrees with the group
// that meets without staff how it uses its room.
func (st *stage) kcsEquipment(ctx context.Context) error {
	all, err := st.Rooms.Bookable(ctx, st.manager)
	if err != nil {
		return err
	}
	for _, t := range kcsThings {
		if err := st.thing(ctx, t, idOf(all, t.in)); err != nil {
			return err
		}
	}
	groups, err := st.groupIDs(ctx)
	if err != nil {
		return err
	}
	own, in := groups["Przy stole"], idOf(all, "Sala kameralna")
	key, err := st.kcsKeys(ctx, own, in)
	if err != nil {
		return err
	}
	return st.ownRoom(ctx, own, in, key)
}

func (st *stage) thing(ctx context.Context, t thing, in domain.ResourceID) error {
	e := room.Equipment{Mark: t.mark, RoomID: in, Bookable: !t.stays, Cost: t.cost}
	e.ID, e.Name, e.Kind, e.Amount = domain.NewID[domain.ResourceID](), t.name, room.KindItem, 1
	if t.pieces > 0 {
		e.Kind, e.Amount = room.KindStock, t.pieces
	}
	if t.boughtDaysAgo > 0 {
		e.BoughtOn = st.today.AddDays(-t.boughtDaysAgo)
	}
	if err := st.Rooms.AddEquipment(ctx, st.coordinator, e); err != nil || t.condition == "" {
		return err
	}
	n := room.Noted{ID: domain.NewID[domain.LoanID]().UUID, Equipment: e.ID, Condition: t.condition, Said: t.said}
	return st.Rooms.Note(ctx, st.coordinator, n, 1)
}

// kcsKeys makes the keys; the group has one of them, and the school has kept
// another a day too long.
func (st *stage) kcsKeys(ctx context.Context, own domain.GroupID, in domain.ResourceID) (domain.KeyID, error) {
	hall, _, err := st.Rooms.Room(ctx, st.coordinator, in)
	if err != nil {
		return domain.KeyID{}, err
	}
	keys := []room.Key{
		{Name: "Klucz nr 1, Sala kameralna", Room: in, Kept: "szafka w sekretariacie"},
		{Name: "Klucz nr 2, wejście", Building: hall.BuildingID, Kept: "portiernia"},
		{Name: "Klucz nr 3, wejście", Building: hall.BuildingID, Kept: "szafka w sekretariacie"},
		{Name: "Kod do domofonu", Code: true, Building: hall.BuildingID, Kept: "podaje dyżur"},
	}
	for i := range keys {
		keys[i].ID = domain.NewID[domain.KeyID]()
		if err := st.Rooms.AddKey(ctx, st.coordinator, keys[i]); err != nil {
			return domain.KeyID{}, err
		}
	}
	loans := []room.Loan{
		{Key: keys[0].ID, To: room.Borrower{Kind: room.ByGroup, Group: own}, Since: st.today.AddDays(-7 * alone)},
		{Key: keys[2].ID, To: room.Borrower{Kind: room.ByNamed, Name: "Szkoła podstawowa (zmyślona)"}, Since: st.today.AddDays(-15), Due: st.today.AddDays(-1)},
	}
	for _, l := range loans {
		l.ID = domain.NewID[domain.LoanID]()
		if err := st.Rooms.HandOver(ctx, st.coordinator, l); err != nil {
			return domain.KeyID{}, err
		}
	}
	return keys[0].ID, nil
}

// ownRoom is what is agreed with a group that meets without staff: it opens
// with its key, and its host locks.
func (st *stage) ownRoom(ctx context.Context, own domain.GroupID, in domain.ResourceID, key domain.KeyID) error {
	booked, err := st.Rooms.InRoom(ctx, st.coordinator, own, in)
	if err != nil {
		return err
	}
	for _, b := range booked {
		d := room.Duty{Booking: b.ID, Opens: room.OnDuty{Kind: room.DutyKey}, Locks: room.OnDuty{Kind: room.DutyHost}}
		if err := st.Rooms.SetDuty(ctx, st.coordinator, d); err != nil {
			return err
		}
	}
	g := room.Agreement{ID: domain.NewID[domain.AgreementID](), Room: in, Group: own, Key: key, AgreementTerms: room.AgreementTerms{
		When: "co tydzień, o stałej porze, od pół godziny przed spotkaniem do pół godziny po nim", From: st.today.AddDays(-7 * alone), Contact: "dyżur w sekretariacie, codziennie do 20:00", Notice: 14,
		Duties: []string{
			"Ostatnia osoba zamyka salę i drzwi wejściowe.", "Przed wyjściem zamykamy okna.",
			"Zostawiamy salę tak, jak ją zastaliśmy: krzesła na miejscu, kubki umyte.", "Klucza nie dorabiamy, a kodu nie podajemy dalej.",
		},
	}}
	if err := st.Rooms.DraftAgreement(ctx, st.coordinator, g); err != nil {
		return err
	}
	return st.Rooms.AcceptAgreement(ctx, st.coordinator, g.ID, 1, st.today.AddDays(-7*alone), true)
}

// groupIDs are the groups by their neutral names.
func (st *stage) groupIDs(ctx context.Context) (map[string]domain.GroupID, error) {
	names, err := st.Groups.Names(ctx, st.coordinator)
	ids := map[string]domain.GroupID{}
	for _, g := range names {
		ids[g.Neutral] = g.ID
	}
	return ids, err
}
