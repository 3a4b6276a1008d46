package stats

// A tableau decides whether bounds on unknowns and on sums of unknowns can
// hold together. It is the general simplex of Dutertre and de Moura ("A Fast
// Linear-Arithmetic Solver for DPLL(T)", CAV 2006), with every row kept in
// whole numbers over a common denominator: nothing is ever rounded, so its no
// is a proof. It knows fractions only; search.go makes whole people of them.
//
// The variables are the unknowns first and then the sums. Each is either in a
// column, where it stands at a whole value, or owns a row, whose value follows
// from the columns.
type tableau struct {
	lo, hi []int // bounds by variable; unbounded is far out
	seat   []int // by variable: its column, or ^row
	cols   []int // by column: its variable
	val    []int // by column: its value
	rows   []row
	trail  []bounds
	work   *int // what may still be spent; at zero nothing is proved any more
}

// row says den*owner = Σ coef*column, and num = den*owner at present. No coef
// is larger than most.
type row struct {
	owner, den, num, most int
	coef                  []int
}

// bounds are those a variable had before they were narrowed.
type bounds struct{ v, lo, hi int }

const (
	unbounded    = 1 << 40 // beyond every sum of people
	mostCoef     = 1 << 14 // beyond these, whole numbers could overflow: give up
	mostValue    = 1 << 44
	mostUnknowns = 1 << 10
)

// newTableau holds n unknowns, each a number of people, and the sums.
func newTableau(n int, sums [][]term, work *int) *tableau {
	t := &tableau{work: work, val: make([]int, n)}
	for v := range n + len(sums) {
		t.lo, t.hi = append(t.lo, 0), append(t.hi, unbounded)
		if v < n {
			t.seat, t.cols = append(t.seat, v), append(t.cols, v)
			continue
		}
		t.seat = append(t.seat, ^(v - n))
		r := row{owner: v, den: 1, coef: make([]int, n)}
		for _, x := range sums[v-n] {
			r.coef[x.cell] = x.coef
			r.most = max(r.most, x.coef, -x.coef)
		}
		t.rows = append(t.rows, r)
	}
	if n > mostUnknowns {
		*t.work = 0
	}
	return t
}

// bound narrows the bounds of a variable, until undone. It reports false when
// nothing is left between them.
func (t *tableau) bound(v, lo, hi int) bool {
	t.trail = append(t.trail, bounds{v, t.lo[v], t.hi[v]})
	t.lo[v], t.hi[v] = max(lo, t.lo[v]), min(hi, t.hi[v])
	if t.lo[v] > t.hi[v] {
		return false
	}
	if c := t.seat[v]; c >= 0 {
		t.move(c, min(max(t.val[c], t.lo[v]), t.hi[v]))
	}
	return true
}

// undo widens bounds again, down to a mark in the trail.
func (t *tableau) undo(mark int) {
	for i := len(t.trail) - 1; i >= mark; i-- {
		b := t.trail[i]
		t.lo[b.v], t.hi[b.v] = b.lo, b.hi
	}
	t.trail = t.trail[:mark]
}

// move sets the value of a column.
func (t *tableau) move(c, value int) {
	by := value - t.val[c]
	if by == 0 {
		return
	}
	t.val[c] = value
	for i := range t.rows {
		if w := &t.rows[i]; w.coef[c] != 0 {
			w.num += w.coef[c] * by
			t.measure(w)
		}
	}
}

// check looks for values within all bounds. False with no work left proves
// nothing. Always taking the first variable that fits (Bland 1977) makes it
// end.
func (t *tableau) check() bool {
	for *t.work > 0 {
		*t.work -= len(t.rows)
		r, target := t.broken()
		if r < 0 {
			return true
		}
		c := t.entering(r, target)
		if c < 0 {
			return false
		}
		t.pivot(r, c, target)
	}
	return false
}

// broken finds the row of the first variable out of its bounds, and the bound
// it is to return to.
func (t *tableau) broken() (r, target int) {
	r, first := -1, len(t.lo)
	for i := range t.rows {
		w := &t.rows[i]
		switch {
		case w.owner >= first:
		case w.num < t.lo[w.owner]*w.den:
			r, first, target = i, w.owner, t.lo[w.owner]
		case w.num > t.hi[w.owner]*w.den:
			r, first, target = i, w.owner, t.hi[w.owner]
		}
	}
	return r, target
}

// entering finds the first column that can move to bring a row to its target.
func (t *tableau) entering(r, target int) int {
	w, found := &t.rows[r], -1
	up := w.num < target*w.den
	for c, k := range w.coef {
		v := t.cols[c]
		if k == 0 || found >= 0 && v > t.cols[found] {
			continue
		}
		if raise := (k > 0) == up; raise && t.val[c] < t.hi[v] || !raise && t.val[c] > t.lo[v] {
			found = c
		}
	}
	return found
}

// pivot lets the owner of a row and a column change places; the owner comes
// to stand at the target.
func (t *tableau) pivot(r, c, target int) {
	w := &t.rows[r]
	by := target*w.den - w.num // so far is the owner from it, in parts of den
	if w.coef[c] < 0 {
		by = -by
	}
	w.owner, t.cols[c] = t.cols[c], w.owner
	t.seat[w.owner], t.seat[t.cols[c]] = ^r, c
	w.turn(c)
	w.num = w.den*t.val[c] + by
	t.val[c] = target
	for i := range t.rows {
		if o := &t.rows[i]; i != r && o.coef[c] != 0 {
			o.num = w.den*o.num + o.coef[c]*by
			o.replace(c, w)
			t.measure(o)
		}
	}
	t.measure(w)
}

// measure counts the work on a row, and gives up on numbers too large.
func (t *tableau) measure(w *row) {
	*t.work -= len(t.cols)
	if w.most > mostCoef || w.den > mostCoef || w.num > mostValue || w.num < -mostValue {
		*t.work = 0
	}
}

// value is what a variable stands at, rounded down, and whether it is whole.
func (t *tableau) value(v int) (n int, whole bool) {
	if c := t.seat[v]; c >= 0 {
		return t.val[c], true
	}
	w := &t.rows[^t.seat[v]]
	n = w.num / w.den
	if w.num%w.den < 0 {
		n--
	}
	return n, w.num%w.den == 0
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
	w.most = max(w.most, w.coef[c], -w.coef[c])
}

// replace puts another row in the place of one of the columns.
func (w *row) replace(c int, by *row) {
	k, p := w.coef[c], by.den
	w.coef[c] = 0
	w.most = p*w.most + max(k, -k)*by.most
	if p == 1 {
		for i, b := range by.coef {
			w.coef[i] += k * b
		}
	} else {
		for i, b := range by.coef {
			w.coef[i] = p*w.coef[i] + k*b
		}
	}
	if w.den *= p; w.den > 1 || w.most > 1<<10 {
		w.reduce()
	}
}

// reduce divides a row by what all its numbers share, and measures it anew.
func (w *row) reduce() {
	g := gcd(w.den, w.num)
	for _, k := range w.coef {
		g = gcd(g, k)
	}
	w.den, w.num, w.most = w.den/g, w.num/g, 0
	for i := range w.coef {
		w.coef[i] /= g
		w.most = max(w.most, w.coef[i], -w.coef[i])
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}
