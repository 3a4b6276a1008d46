package account

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// easy reports whether a password is one of those that are tried first (NIST SP
// 800-63B 3.1.1.2 asks to refuse them): signs as they stand side by side on a
// keyboard or in an alphabet, or words that many choose, whatever digits and
// marks stand around them.
func easy(password string) bool {
	typed := strings.ToLower(strings.Join(strings.Fields(password), ""))
	return inLine(typed) || common(typed)
}

// lines are the signs that people run along, each line again from its beginning.
var lines = []string{
	"1234567890", "abcdefghijklmnopqrstuvwxyz", "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
	"qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "йцукенгшщзхїфівапролджєячсмитьбю",
	"1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "q1w2e3r4t5y6u7i8o9p0",
}

// inLine reports whether a text runs along a line, in either direction.
func inLine(text string) bool {
	for _, line := range lines {
		again := strings.Repeat(line, 2+MaxPassword/utf8.RuneCountInString(line))
		if strings.Contains(again, text) || strings.Contains(again, backwards(text)) {
			return true
		}
	}
	return false
}

func backwards(text string) string {
	signs := []rune(text)
	for i, j := 0, len(signs)-1; i < j; i, j = i+1, j-1 {
		signs[i], signs[j] = signs[j], signs[i]
	}
	return string(signs)
}

// words are those that most often make a password by themselves, and our own
// name. A longer one stands before one that it begins with.
var words = strings.NewReplacer(
	"hasło", "", "haslo", "", "tajne", "", "moje", "", "nowe", "", "trudne", "",
	"kocham", "", "ciebie", "", "polska", "", "qwertyuiop", "", "qwerty", "", "asdfgh", "", "zxcvbn", "", "zaq12wsx", "", "1qaz2wsx", "",
	"password", "", "letmein", "", "welcome", "", "iloveyou", "", "secret", "", "change", "",
	"administrator", "", "admin", "", "dyrektor", "", "kierownik", "", "krąg", "", "krag", "",
	"пароль", "", "привіт", "", "україна", "", "йцукен", "",
)

// common reports whether nothing but such words is in a text, besides digits
// and marks.
func common(text string) bool {
	left := words.Replace(text)
	return left != text && strings.IndexFunc(left, unicode.IsLetter) < 0
}
