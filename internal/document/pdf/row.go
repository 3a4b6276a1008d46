package pdf

// row is a slice of the document that no page break cuts: a line of text, a
// line of all cells of a table's row.
type row struct {
	before float64 // space above, which nobody needs at the top of a page
	height float64
	base   float64  // from its top to where letters stand, for what stands beside
	keep   bool     // stays on a page with the next row
	head   *heading // of the table it is in: said again at the top of a page
	notice *heading // a remark about all around it: the same
	draw   func(c canvas, top float64)
}

// heading is what is seen again on the next page: the head of a table, a remark.
type heading struct{ rows []row }

// canvas is where a row is drawn. Again means that its words have been said
// before and are now only seen.
type canvas struct {
	page  *page
	again bool
}

// total is how high rows are, with the space between them.
func total(rows []row) float64 {
	sum := 0.0
	for i, r := range rows {
		sum += r.height
		if i > 0 {
			sum += r.before
		}
	}
	return sum
}

// held keeps the lines of a piece of text together as a careful typesetter
// does: at least two at the end of a page and two at the beginning; a short
// one whole.
func held(rows []row, whole int) []row {
	last := len(rows) - 1
	for i := range rows[:max(last, 0)] {
		if len(rows) <= whole || i == 0 || i == last-1 {
			rows[i].keep = true
		}
	}
	return rows
}

// tied keeps the last of the rows with whatever comes next.
func tied(rows []row) []row {
	if len(rows) > 0 {
		rows[len(rows)-1].keep = true
	}
	return rows
}

// whole keeps all of the rows on one page, when they take no more than a share
// of it. It is for what is read at a glance: the particulars, a list, the
// results of a group.
func whole(rows []row, share float64) []row {
	if total(rows) > share*(bottom-top) {
		return rows
	}
	for i := range rows[:max(len(rows)-1, 0)] {
		rows[i].keep = true
	}
	return rows
}

// company keeps the first two of several things together, and the last two, so
// that none of a list stands alone on a page.
func company(things [][]row) []row {
	var all []row
	for i, rows := range things {
		if len(things) > 1 && (i == 0 || i == len(things)-2) {
			rows = tied(rows)
		}
		all = append(all, rows...)
	}
	return all
}

// after puts space above the first of the rows.
func after(space float64, rows []row) []row {
	if len(rows) > 0 {
		rows[0].before += space
	}
	return rows
}

// padded adds room within the first and the last of the rows, where a
// hairline can be.
func padded(above, below float64, rows []row) []row {
	if len(rows) == 0 {
		return rows
	}
	first, last := &rows[0], &rows[len(rows)-1]
	inner := first.draw
	first.draw = func(c canvas, top float64) { inner(c, top+above) }
	first.base += above
	first.height += above
	last.height += below
	return rows
}

// also draws something with the first of the rows, from its top.
func also(rows []row, extra func(c canvas, top float64)) []row {
	if len(rows) == 0 {
		return rows
	}
	inner := rows[0].draw
	rows[0].draw = func(c canvas, top float64) {
		extra(c, top)
		inner(c, top)
	}
	return rows
}

// under draws something at the lower edge of the last of the rows.
func under(rows []row, extra func(c canvas, bottom float64)) []row {
	if len(rows) == 0 {
		return rows
	}
	last := &rows[len(rows)-1]
	inner, height := last.draw, &last.height
	last.draw = func(c canvas, top float64) {
		inner(c, top)
		extra(c, top+*height)
	}
	return rows
}

// each draws something along every one of the rows: a line at the edge of a
// note that may go over several pages.
func each(rows []row, extra func(c canvas, from, to float64)) []row {
	for i := range rows {
		inner, height := rows[i].draw, rows[i].height
		rows[i].draw = func(c canvas, top float64) {
			extra(c, top, top+height)
			inner(c, top)
		}
	}
	return rows
}
