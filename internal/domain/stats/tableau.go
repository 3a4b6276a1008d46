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
	far    int  // no column stood further from zero
	work   *int // what may still be spent; at zero nothing is proved any more
	lost   bool // in numbers too large: nothing is proved any more
}

// bounds are those a variable had before they were narrowed.
type bounds struct{ v, lo, hi int }

const (
	unbounded    = 1 << 40 // beyond every sum of people
	mostCoef     = 1 << 30 // beyond these, products of whole numbers could overflow
	mostValue    = 1 << 61
	mostUnknowns = 1 << 10
)

// newTableau holds n unknowns, each a number of people, and the sums.
func newTableau(n int, sums [][]term, work *int) *tableau {
	t := &tableau{work: work, val: make([]int, n)}
	*work -= n * len(sums)
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
			r.most = max(r.most, abs(x.coef))
		}
		t.rows = append(t.rows, r)
	}
	t.lost = n > mostUnknowns
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
	t.stand(c, value)
	for i := range t.rows {
		if w := &t.rows[i]; w.coef[c] != 0 {
			w.num += w.coef[c] * by
			t.measure(w)
		}
	}
}

func (t *tableau) stand(c, value int) {
	t.val[c] = value
	t.far = max(t.far, abs(value))
}

// patience is how many steps of one check may be the most convenient ones.
const patience = 200

// check looks for values within all bounds. False with no work left proves
// nothing. Always taking the first variable that fits (Bland 1977) makes it
// end, so that is what it comes to.
func (t *tableau) check() bool {
	for steps := 0; !t.spent(); steps++ {
		*t.work -= len(t.rows)
		r, target := t.broken()
		if r < 0 {
			return true
		}
		c := t.entering(r, target, steps < patience)
		if c < 0 {
			return false
		}
		t.pivot(r, c, target)
	}
	return false
}

func (t *tableau) spent() bool { return *t.work <= 0 || t.lost }

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
		case t.hi[w.owner] < unbounded && w.num > t.hi[w.owner]*w.den:
			r, first, target = i, w.owner, t.hi[w.owner]
		}
	}
	return r, target
}

// entering finds a column that can move to bring a row to its target: the
// first, or one with a small coefficient, which keeps all numbers small.
func (t *tableau) entering(r, target int, small bool) int {
	w, found := &t.rows[r], -1
	up := w.num < target*w.den
	for c, k := range w.coef {
		if k == 0 || found >= 0 && !t.before(w, c, found, small) {
			continue
		}
		v := t.cols[c]
		if raise := (k > 0) == up; raise && t.val[c] < t.hi[v] || !raise && t.val[c] > t.lo[v] {
			found = c
		}
	}
	return found
}

func (t *tableau) before(w *row, a, b int, small bool) bool {
	if x, y := abs(w.coef[a]), abs(w.coef[b]); small && x != y {
		return x < y
	}
	return t.cols[a] < t.cols[b]
}

// pivot lets the owner of a row and a column change places; the owner comes
// to stand at the target.
func (t *tableau) pivot(r, c, target int) {
	w := &t.rows[r]
	w.owner, t.cols[c] = t.cols[c], w.owner
	t.seat[w.owner], t.seat[t.cols[c]] = ^r, c
	w.turn(c)
	t.stand(c, target)
	for i := range t.rows {
		if o := &t.rows[i]; i != r && o.coef[c] != 0 {
			o.replace(c, w)
			t.settle(o)
		}
	}
	t.settle(w)
}

// settle works out where the owner of a row stands.
func (t *tableau) settle(w *row) {
	t.measure(w)
	w.num = 0
	for c, k := range w.coef {
		w.num += k * t.val[c]
	}
}

// measure counts the work on a row, and notices numbers too large.
func (t *tableau) measure(w *row) {
	*t.work -= len(t.cols)
	if w.den > 1 {
		*t.work -= 10 * len(t.cols) // to divide it again
	}
	if w.den > mostCoef || w.most > mostCoef || float64(w.most)*float64(t.far)*float64(len(t.cols)) > mostValue {
		t.lost = true
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
