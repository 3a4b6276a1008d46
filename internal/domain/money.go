package domain

// Grosze is an amount of Polish money in hundredths of a złoty. Amounts are
// whole numbers everywhere; only pages turn them into words.
type Grosze int64

// Zloty makes an amount of whole złoty.
func Zloty(n int64) Grosze { return Grosze(n * 100) }
