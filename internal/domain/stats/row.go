package stats

// row says den*owner = Σ coef*column, and num = den*owner at present. No coef
// is larger than most.
type row struct {
	owner, den, num, most int
	coef                  []int
}

// turn solves a row for one of its columns, whose place the owner takes.
func (w *row) turn(c int) {
	k, sign := w.coef[c], 1
	if k > 0 {
		sign = -1
	}
	for i := range w.coef {
		w.coef[i] *= sign
	}
	w.coef[c], w.den = -sign*w.den, -sign*k
	w.most = max(w.most, abs(w.coef[c]))
}

// replace puts another row in the place of one of the columns.
func (w *row) replace(c int, by *row) {
	k, p := w.coef[c], by.den
	w.coef[c] = 0
	w.most = p*w.most + abs(k)*by.most
	if p == 1 {
		for i, b := range by.coef {
			w.coef[i] += k * b
		}
	} else {
		for i, b := range by.coef {
			w.coef[i] = p*w.coef[i] + k*b
		}
	}
	if w.den *= p; w.den > 1 {
		w.reduce()
	}
	if w.most > 1<<10 {
		w.most = 0
		for _, x := range w.coef {
			w.most = max(w.most, abs(x))
		}
	}
}

// reduce divides a row by what all its numbers share.
func (w *row) reduce() {
	g := w.den
	for i := 0; i < len(w.coef) && g > 1; i++ {
		g = gcd(g, w.coef[i])
	}
	if g == 1 {
		return
	}
	w.den, w.most = w.den/g, w.most/g
	for i := range w.coef {
		w.coef[i] /= g
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return abs(a)
}

func abs(n int) int { return max(n, -n) }
