package pdf

import "krag/internal/document/sheet"

// table sets a table between hairlines. Its head is seen again, but not read
// again, at the top of every page that it goes on to.
func (s *setter) table(p place, b sheet.Table) []row {
	if len(b.Cols) == 0 {
		return nil
	}
	in := p.within("Table")
	rows := tied(s.para(in, "Caption", b.Caption, s.voices.deeper))
	t := table{setter: s, cols: s.columns(p, b)}
	head := t.top(in.within("THead").within("TR"), b.Cols)
	if total(head) < (bottom-top)/3 {
		t.again = &heading{head}
	}
	rows = append(rows, tied(head)...)
	body := in.within("TBody")
	sets := make([][]row, len(b.Rows))
	for i, cells := range b.Rows {
		sets[i] = t.row(body.within("TR"), cells, s.voices.body)
	}
	rows = append(rows, company(sets)...)
	if b.Sum != nil {
		rows = tied(rows)
		rows = append(rows, t.sum(in.within("TFoot").within("TR"), b.Sum)...)
	}
	return whole(rows, tableShare)
}

// table is one table while it is set.
type table struct {
	setter *setter
	cols   []column
	again  *heading
}

// top is the row of the columns' titles.
func (t *table) top(p place, cols []sheet.Col) []row {
	cells := make([]cell, len(cols))
	for i, col := range cols {
		cells[i] = t.cell(p, t.cols[i], "TH", "/O /Table /Scope /Column", col.Title, t.setter.voices.small)
	}
	return t.ruled(t.setter.slices(cells, t.setter.voices.small), 0.8, inkText)
}

// row is a row of the body: its first cell names it.
func (t *table) row(p place, texts []sheet.Text, v voice) []row {
	cells := make([]cell, len(t.cols))
	for i, col := range t.cols {
		var text sheet.Text
		if i < len(texts) {
			text = texts[i]
		}
		if i == 0 {
			cells[i] = t.cell(p, col, "TH", "/O /Table /Scope /Row", text, v)
			continue
		}
		cells[i] = t.cell(p, col, "TD", "", text, v)
	}
	rows := t.ruled(held(t.setter.slices(cells, v), 8), hairline, inkLine)
	for i := range rows {
		rows[i].head = t.again
	}
	return rows
}

// sum is the last row, louder than the others and under a line of its own.
func (t *table) sum(p place, texts []sheet.Text) []row {
	rows := t.row(p, texts, t.setter.voices.body.strong(t.setter.fonts))
	return also(rows, func(c canvas, top float64) {
		c.artifact(rule(t.cols[0].x, top, t.right(), top, 0.8, inkText))
	})
}

func (t *table) cell(p place, col column, tag, attrs string, text sheet.Text, v voice) cell {
	in := p.within(tag)
	in.elem.attrs, in.x, in.width = attrs, col.x, col.width
	if own := text.Lang(); own != "" && own != in.lang {
		in.elem.lang, in.lang = own, own
	}
	return cell{breakLines(t.setter.words(text, in.elem, in.lang, v), col.width), col}
}

// ruled gives rows their padding and a line below.
func (t *table) ruled(rows []row, width float64, in ink) []row {
	return under(padded(cellPadding, cellPadding, rows), func(c canvas, bottom float64) {
		c.artifact(rule(t.cols[0].x, bottom, t.right(), bottom, width, in))
	})
}

func (t *table) right() float64 {
	last := t.cols[len(t.cols)-1]
	return last.x + last.width
}

// cell is the lines of one cell of a row.
type cell struct {
	lines []line
	col   column
}

// slices are the lines of all cells of a row: the first of each, the second of
// each, and so on.
func (s *setter) slices(cells []cell, v voice) []row {
	n := 1
	for _, c := range cells {
		n = max(n, len(c.lines))
	}
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{height: v.leading, base: v.base(), draw: func(c canvas, top float64) {
			for _, cell := range cells {
				if i < len(cell.lines) {
					cell.lines[i].draw(s, c, cell.col.at(cell.lines[i]), top+v.base())
				}
			}
		}}
	}
	return rows
}
