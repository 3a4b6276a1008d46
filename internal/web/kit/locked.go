package kit

import (
	"strings"
	"unicode/utf8"

	"krag/internal/domain/notify"
)

// mostLocked is how much of a letter a locked telephone shows below its subject.
const mostLocked = 90

// firstWords are the beginning of a parcel's text in one line, as a locked
// telephone shows it. An SMS has nothing else, and is shown whole.
func firstWords(p notify.Parcel) string {
	text := strings.Join(strings.Fields(p.Text.Reveal()), " ")
	if p.Channel == notify.SMS || utf8.RuneCountInString(text) <= mostLocked {
		return text
	}
	cut := string([]rune(text)[:mostLocked])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " .,:") + "…"
}
