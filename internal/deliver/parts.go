package deliver

import (
	"strings"
	"unicode/utf16"
)

// How much an SMS holds, and each piece of one that is longer: septets of the GSM
// alphabet (3GPP TS 23.038 6.2.1) or units of UCS-2, less the header that joins
// the pieces (3GPP TS 23.040 9.2.3.24.1).
const (
	wholeGSM, pieceGSM         = 160, 153
	wholeUnicode, pieceUnicode = 70, 67
)

// The default alphabet of 3GPP TS 23.038 6.2.1 and its extension, 6.2.1.1. A
// character of the extension takes two septets. The tables of single languages
// are left out: no gateway we know promises them.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtension = "\f^{}\\[~]|€"
)

// Parts says as how many SMS a text is sent and charged, and whether it has
// characters that only Unicode has. A pair that makes one character is never
// torn apart: the piece before it stays a little shorter. An empty text is one.
func Parts(text string) (n int, unicode bool) {
	if strings.ContainsFunc(text, func(r rune) bool { return septets(r) == 0 }) {
		return pieces(text, utf16.RuneLen, wholeUnicode, pieceUnicode), true
	}
	return pieces(text, septets, wholeGSM, pieceGSM), false
}

func pieces(text string, size func(rune) int, whole, piece int) int {
	n, filled, total := 1, 0, 0
	for _, r := range text {
		if filled+size(r) > piece {
			n, filled = n+1, 0
		}
		filled += size(r)
		total += size(r)
	}
	if total <= whole {
		return 1
	}
	return n
}

// septets is how many a character takes, 0 when the GSM alphabet has it not.
func septets(r rune) int {
	switch {
	case strings.ContainsRune(gsmBasic, r):
		return 1
	case strings.ContainsRune(gsmExtension, r):
		return 2
	}
	return 0
}
