package relay

import "testing"

// TestPrivate: a telephone number or an address in an answer, and what only looks
// like one.
func TestPrivate(t *testing.T) {
	for _, words := range []string{"501 222 333", "tel. 501222333.", "501-222-333", "+48 501 222 333", "58 301 22 33", "kos@example.org"} {
		if !private.MatchString(words) {
			t.Errorf("%q is not seen", words)
		}
	}
	for _, words := range []string{"w czwartek o 17:00", "2026-03-05, godz. 17", "5 marca 2026", "sala 12, piętro 2", "od 9:00 do 14:00, 12 osób", "konto 12 3456"} {
		if private.MatchString(words) {
			t.Errorf("%q is taken for a number", words)
		}
	}
}

// TestDeeds: who takes it has it alone, and gives it back.
func TestDeeds(t *testing.T) {
	me, other := Reader{}, Reader{}
	me.Person.UUID[0], other.User.UUID[0] = 1, 2
	l := Letter{State: Waiting, Reply: Reply{By: Call}}
	taken, changed, err := l.Done(Take, me, l.MadeAt)
	if err != nil || !changed || taken.State != Taken || taken.Taker != me {
		t.Fatalf("taken: %+v, %v", taken, err)
	}
	if _, changed, err := taken.Done(Take, me, l.MadeAt); err != nil || changed {
		t.Errorf("taken twice: %v", err)
	}
	for _, d := range []Deed{Take, Back, Called, Close, "else"} {
		if _, _, err := taken.Done(d, other, l.MadeAt); err == nil {
			t.Errorf("another does %s", d)
		}
	}
	if got := taken.Among([]Reader{other}); got.State != Waiting || !got.Taker.IsZero() {
		t.Errorf("without the role it is still theirs: %+v", got)
	}
	if n := len(taken.Deeds(me)); n != 3 || len(taken.Deeds(other)) != 0 || len(taken.Among([]Reader{other}).Deeds(other)) != 1 {
		t.Errorf("deeds: %v", taken.Deeds(me))
	}
	if _, _, err := l.Done(Close, me, l.MadeAt); err == nil {
		t.Error("closed without being taken")
	}
}
