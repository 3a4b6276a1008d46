package deliver

import "unicode/utf8"

// Parts is how many pieces an SMS takes in UCS-2, and true for that alphabet.
func Parts(text string) (n int, unicode bool) {
	return max(1, (utf8.RuneCountInString(text)+66)/67), true
}
