package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/institution"
)

// kcsItems are what the made-up house has ready. No source tells of it.
var kcsItems = []institution.NewReady{
	{Key: "person", State: institution.ReadyDone, Evidence: "Lena ma w zakresie obowiązków 8 godzin tygodniowo na grupy. " + madeUp},
	{Key: "consent", State: institution.ReadyDone, Evidence: "Pismo dyrekcji w teczce programu. " + madeUp},
	{Key: "training", State: institution.ReadyDone, Evidence: "Dwa szkolenia w rejestrze poniżej. " + madeUp},
	{Key: "room", State: institution.ReadyDone, Evidence: "Sala kameralna na I piętrze, drzwi się zamykają. " + madeUp},
	{Key: "hours", State: institution.ReadyDone, Evidence: "Poniedziałki i wtorki do 20:00 w grafiku sal. " + madeUp},
	{Key: "key", State: institution.ReadyDone, Evidence: "Karta „Kto bierze klucz” wisi przy portierni. " + madeUp},
	{Key: "tea", State: institution.ReadyDone, Evidence: "60 zł miesięcznie z budżetu pracowni. " + madeUp},
	{Key: "confidentiality", State: institution.ReadyDone, Evidence: "Jedna kartka, czytana na pierwszym spotkaniu. " + madeUp},
	{Key: "contact", State: institution.ReadyDone, Evidence: "Służbowy telefon, dzwonimy tylko za zgodą. " + madeUp},
	{Key: "allies", State: institution.ReadyDone, Evidence: "Trzy pozycje na liście poniżej. " + madeUp},
	{Key: "strategy", State: institution.ReadyNotUs, Evidence: "Dom kultury nie podlega gminie. " + madeUp},
}

// kcsAllies are made up like everything of this house.
var kcsAllies = []institution.Ally{
	{Name: "Biblioteka na rogu (zmyślona)", Kind: institution.PartnerCulture, Gives: "czytelnię w czwartki"},
	{Name: "Przychodnia przy Lipowej (zmyślona)", Kind: institution.PartnerHealth, Gives: "mówi o grupach w poczekalni"},
	{Name: "Pani z kiosku (postać zmyślona)", Kind: institution.PartnerSomebody, Gives: "wiesza plakaty"},
}

func (st *stage) kcsReady(ctx context.Context) error {
	for i, n := range kcsItems {
		n.On = st.weeksAgo(60 - i)
		if n.State == institution.ReadyNotUs {
			n.On = domain.Moment{}
		}
		if err := st.Institutions.EditReady(ctx, st.coordinator, n, 0); err != nil {
			return err
		}
	}
	if err := st.Institutions.EditAllies(ctx, st.coordinator, 0, kcsAllies); err != nil {
		return err
	}
	for _, n := range []institution.NewTraining{
		{Topic: "Towarzyszyć, nie prowadzić (przykład zmyślony)", On: st.weeksAgo(64), Minutes: 240, Others: 1, Record: "lista i program w teczce szkoleń"},
		{Topic: "Pierwsze spotkanie i zasady (przykład zmyślony)", On: st.weeksAgo(50), Minutes: 90},
	} {
		n.ID, n.People = domain.NewID[domain.TrainingID](), []domain.UserID{st.coordinator.User}
		if err := st.Institutions.AddTraining(ctx, st.coordinator, n); err != nil {
			return err
		}
	}
	return nil
}
