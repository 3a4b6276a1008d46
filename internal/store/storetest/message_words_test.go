package storetest

import (
	"strings"
	"testing"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
)

// TestWordsMayBecomeAName: words that were neutral when they were saved are not
// said any more once a group is called so.
func TestWordsMayBecomeAName(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		boss := w.works.staff(w.in, "iga", authz.Manager)
		w.must(w.messages.SaveWording(t.Context(), w.by, notify.Wording{Form: notify.SayOff, Lang: "pl", Subject: "Biały kruk", Line: "Biały kruk: nie {when}."}))
		h, err := w.messages.House(t.Context(), boss)
		w.must(err)
		h.Sender = "Zielona herbata"
		w.must(w.messages.SaveHouse(t.Context(), boss, h))
		w.reached("Kos", notify.Email)
		said := func() (all string) {
			w.cancel(w.tuesday())
			w.run()
			for _, d := range w.send() {
				p := document.Messages{}.Parcel(d)
				all += p.Sender.Reveal() + p.Subject.Reveal() + p.Text.Reveal()
			}
			return all
		}
		if text := said(); !strings.Contains(text, "Biały kruk: nie wtorek") || !strings.Contains(text, "Zielona herbata") {
			t.Fatalf("own words: %s", text)
		}
		w.group("Biały kruk", group.CoLed)
		w.group("Zielona herbata", group.CoLed)
		if text := said(); text == "" || strings.Contains(text, "kruk") || strings.Contains(text, "herbata") {
			t.Errorf("named: %s", text)
		}
	})
}

// TestWordsHoldNoAddress: where a house stands is in no template, since it may be a
// hidden one.
func TestWordsHoldNoAddress(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.must(w.rooms.AddBuilding(t.Context(), w.by, room.Building{
			ID: domain.NewID[domain.BuildingID](), Name: "Dom", Address: "ul. Lipowa 14a/3\n00-950 Miasto", Hidden: true,
		}))
		for line, refused := range map[string]bool{
			"Zapraszamy: {when}, Lipowa 14a/3":      true,
			"LIPOWA 14A/3, {when}":                  true,
			"{when}, ul. Lipowa 14a/3, 00-950":      true,
			"Zapraszamy: {when}, jutro lipowa aura": false,
		} {
			err := w.messages.TryWording(t.Context(), w.by, notify.Wording{Form: notify.SayReminder, Lang: "pl", Subject: "Termin", Line: line})
			if (err != nil) != refused {
				t.Errorf("%q: %v", line, err)
			}
		}
	})
}
