package demo

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// lodging is a building with its rooms. All of them are made up.
type lodging struct {
	building room.Building
	rooms    []room.Room
}

var (
	evenings = open("8:00–20:00", "9:00–14:00")
	daytime  = open("8:00–15:30", "")
	partTime = open("10:00–18:00", "10:00–13:00")
	summer   = room.Season{From: room.MonthDay{Month: time.July, Day: 1}, To: room.MonthDay{Month: time.August, Day: 31}, Hours: *open("9:00–16:00", "")}
)

// open are the hours from Monday to Friday, and those of Saturday.
func open(week, saturday string) *room.Week {
	w := room.Week{}
	for d := time.Monday; d <= time.Friday; d++ {
		w[d] = spans(week)
	}
	w[time.Saturday] = spans(saturday)
	return &w
}

func spans(text string) []room.Span {
	s, err := room.ParseSpans(text)
	if err != nil {
		panic(err) // a mistake in this file
	}
	return s
}

const (
	stepFree, lift, toilet, loop          = room.AccessStepFree, room.AccessLift, room.AccessToilet, room.AccessLoop
	parking, transport, quiet, ownDoorway = room.AccessParking, room.AccessTransport, room.AccessQuiet, room.AccessOwnDoorway
)

// kcsLodgings are those of the house of culture: its own house, and two rooms of
// a library.
var kcsLodgings = []lodging{
	{
		room.Building{Name: "Dom na Lipowej", Address: "Lipowa 4", Directions: "Przystanek „Lipowa” jest naprzeciwko.\nWejście główne od ulicy, podjazd z lewej strony."},
		[]room.Room{
			{
				Resource: terms("Sala kameralna", 12, evenings, stepFree, lift, toilet, quiet, transport), Floor: "I piętro", Layout: "krzesła w kręgu",
				InPlace: []string{"czajnik", "tablica"}, Directions: "Windą na pierwsze piętro, drugie drzwi po prawej.", Rules: "Po spotkaniu składamy krzesła.\nOkna zamyka ostatnia osoba.",
			},
			{Resource: terms("Czytelnia", 20, evenings, stepFree, toilet, loop, transport), Floor: "parter", Layout: "cztery stoły", InPlace: []string{"rzutnik", "pętla indukcyjna"}, Directions: "Z holu prosto."},
			{Resource: terms("Pracownia", 16, evenings, stepFree, toilet, room.AccessChildren, transport), Floor: "parter", Layout: "stoły pod ścianą", InPlace: []string{"zlew", "czajnik"}, Directions: "Z holu w lewo, za szatnią."},
			{Resource: terms("Sala taneczna", 40, evenings, stepFree, toilet, transport), Floor: "parter", Layout: "pusta, krzesła w schowku", InPlace: []string{"lustra", "nagłośnienie"}, Rules: "Wchodzimy w miękkich butach."},
		},
	},
	{
		room.Building{Name: "Dom przy rynku", Owner: "Biblioteka gminna", Address: "Rynek 11", Directions: "Wejście od podwórza, domofon 2."},
		[]room.Room{
			{Resource: terms("Salka z kominkiem", 10, partTime, quiet, ownDoorway, parking), Floor: "parter", Layout: "fotele i kanapa", InPlace: []string{"czajnik"}, Rules: "Kominka nie rozpalamy."},
			{Resource: terms("Poddasze", 14, partTime, quiet), Floor: "II piętro, schody", Layout: "krzesła w kręgu"},
		},
	},
}

// kluczeLodgings are those of the welfare centre.
var kluczeLodgings = []lodging{{
	room.Building{Name: "Ośrodek", Directions: "Wejście od parkingu, dzwonek z prawej."},
	[]room.Room{
		{
			Resource: terms("Sala w piwnicach", 16, nil, ownDoorway, parking, quiet), Floor: "piwnica, siedem schodów", Layout: "krzesła w kręgu",
			InPlace: []string{"czajnik", "kubki", "tablica"}, Directions: "Schodami w dół zaraz za wejściem.", Rules: "Po spotkaniu myjemy kubki.",
		},
		{Resource: terms("Pokój przy wejściu", 6, daytime, stepFree, toilet, parking, quiet), Floor: "parter", Layout: "stół i sześć krzeseł"},
	},
}}

func terms(name string, capacity int, hours *room.Week, access ...room.Access) room.Resource {
	return room.Resource{Terms: room.Terms{Name: name, Capacity: capacity, Hours: hours, Access: access, After: 15, ForGroups: true}}
}

// lodgings makes buildings and rooms, and gives the ids of the rooms by name.
func (st *stage) lodgings(ctx context.Context, all []lodging) (map[string]domain.ResourceID, error) {
	ids := map[string]domain.ResourceID{}
	for _, l := range all {
		l.building.ID = domain.NewID[domain.BuildingID]()
		if err := st.Rooms.AddBuilding(ctx, st.coordinator, l.building); err != nil {
			return nil, err
		}
		for _, r := range l.rooms {
			r.ID, r.BuildingID = domain.NewID[domain.ResourceID](), l.building.ID
			if err := st.Rooms.AddRoom(ctx, st.coordinator, r); err != nil {
				return nil, err
			}
			ids[r.Name] = r.ID
		}
	}
	return ids, nil
}

// kcsRooms gives some rooms of the house of culture terms of their own.
func (st *stage) kcsRooms(ctx context.Context) error {
	ids, err := st.lodgings(ctx, kcsLodgings)
	if err != nil {
		return err
	}
	if err := st.Rooms.EditHours(ctx, st.coordinator, ids["Pracownia"], 1, room.Opening{Hours: evenings, Seasons: []room.Season{summer}}); err != nil {
		return err
	}
	dance, _, err := st.Rooms.Room(ctx, st.coordinator, ids["Sala taneczna"])
	if err != nil {
		return err
	}
	dance.Approval, dance.ForGroups, dance.Before, dance.Ahead = true, false, 30, 180
	if err := st.Rooms.EditRoom(ctx, st.coordinator, dance); err != nil {
		return err
	}
	first := st.today.AddDays(40)
	return st.Rooms.Closing(ctx, st.coordinator, []domain.ResourceID{ids["Poddasze"]}, room.Closure{
		ID: domain.NewID[domain.ResourceID]().UUID, Reason: "malowanie",
		Interval: recur.Interval{Lo: recur.Instant(first, 0, st.zone).Unix() / 60, Hi: recur.Instant(first.AddDays(5), 0, st.zone).Unix() / 60},
	})
}
