package e2e_test

import (
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
)

// TestToldFromTheMeetingToTheWire runs the whole program with a real mail server
// and a gateway: a meeting is called off, planned again and moved, and everybody
// is told, once, by their own way. In all the bytes that leave, quoted or not,
// none of the words stands that would give away what they belong to.
func TestToldFromTheMeetingToTheWire(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		post := newPostbox(t)
		p := newPlace(t, blank)
		config := p.config()
		config.Messages = post.file
		r := start(t, config)
		h := setUp(t, r)
		c := newCircle(t, r, h, 6, func(i int, k *notify.Contact) {
			if i%2 == 1 {
				k.Channel, k.Address = notify.SMS, domain.NewSecret("60010020"+string(rune('0'+i)))
			}
		})
		await := func(n int) {
			t.Helper()
			for range n {
				select {
				case <-post.came:
				case <-time.After(time.Minute):
					t.Fatal("they are not told")
				}
			}
		}
		c.turns()
		await(6)
		c.turns()
		await(6)
		m, err := c.services.Meetings.Meeting(t.Context(), c.by, c.meeting)
		c.must(err)
		zone, _ := time.LoadLocation("Europe/Warsaw")
		c.must(c.services.Meetings.Move(t.Context(), c.by, c.meeting, m.Version, meeting.NewTime{
			Date: domain.DateOf(m.StartsAt, zone).AddDays(1), Start: 16 * 60, End: 17 * 60, Place: "Sala pod Bobrem", Zone: zone,
		}))
		await(6)
		stop(t, r)
		for parcel, n := range post.letters() {
			if n != 1 {
				t.Errorf("%s came %d times", parcel, n)
			}
		}
		if n := len(post.letters()); n != 9 {
			t.Errorf("%d letters came, want 9", n)
		}
		post.mu.Lock()
		defer post.mu.Unlock()
		said := decoded(post.bytes.Bytes())
		if !strings.Contains(said, "Odwołane: ") || !strings.Contains(said, "https://termin.example.org/stop/") || !strings.Contains(said, "SUMMARY:Spotkanie") {
			t.Error("what should be said is not")
		}
		for _, word := range []string{
			houseName, groupName, managerName, "Wtorki w świetlicy", "Zaplecze", "loneliness", "samotno", "Ptak", "Sala pod", "Wydr", "Bobr",
			"krag", "Krąg", "Kręg", r.URL(), strings.TrimPrefix(r.URL(), "http://"), c.group.String(), strings.ToUpper(groupName),
		} {
			for _, form := range []string{word, base64.StdEncoding.EncodeToString([]byte(word))[:len(word)/3*4]} {
				if strings.Contains(strings.ToLower(said), strings.ToLower(form)) {
					at := max(0, strings.Index(strings.ToLower(said), strings.ToLower(form))-60)
					t.Errorf("%q leaves the house: %q", word, said[at:min(len(said), at+160)])
				}
			}
		}
	})
}

// decoded is what was said, and once more without its quoting and folding.
func decoded(said []byte) string {
	unfolded := bytes.ReplaceAll(said, []byte("\r\n "), nil)
	var plain bytes.Buffer
	for line := range bytes.Lines(bytes.ReplaceAll(said, []byte("=\r\n"), nil)) {
		if _, err := plain.ReadFrom(quotedprintable.NewReader(bytes.NewReader(line))); err != nil {
			plain.Write(line)
		}
	}
	return string(said) + string(unfolded) + plain.String()
}
