package pdf

// spread puts rows on pages, from the top of each to its bottom.
func (s *setter) paginate(rows []row) {
	s.turn()
	for len(rows) > 0 {
		n := chain(rows)
		if !s.fits(rows[:n]) && s.y > s.startOf(s.page) {
			s.turn()
			s.again(&rows[0])
		}
		for i := range rows[:n] {
			if i > 0 && s.y+rows[i].before+rows[i].height > bottom { // longer than a page
				s.turn()
				s.again(&rows[i])
			}
			s.set(&rows[i])
		}
		rows = rows[n:]
	}
}

// chain counts the rows at the beginning that belong together.
func chain(rows []row) int {
	n := 1
	for n < len(rows) && rows[n-1].keep {
		n++
	}
	return n
}

// fits reports that the rows have room on what is left of the page.
func (s *setter) fits(rows []row) bool {
	before := rows[0].before
	if s.y == s.startOf(s.page) {
		before = 0
	}
	return s.y+before+total(rows) <= bottom+0.01
}

// turn begins a page.
func (s *setter) turn() {
	s.page = newPage(s.file.reserve())
	s.pages = append(s.pages, s.page)
	s.y = s.startOf(s.page)
}

func (s *setter) startOf(p *page) float64 {
	if p == s.pages[0] {
		return crown
	}
	return top
}

// again draws what goes on: a remark about what follows, the head of a table.
func (s *setter) again(r *row) {
	if r.notice != nil {
		s.repeat(r.notice)
		s.y += max(0, betweenParas-r.before)
	}
	if r.head != nil {
		s.repeat(r.head)
	}
}

func (s *setter) repeat(h *heading) {
	for _, r := range h.rows {
		r.draw(canvas{s.page, true}, s.y)
		s.y += r.height
	}
}

// set draws a row.
func (s *setter) set(r *row) {
	if s.y > s.startOf(s.page) {
		s.y += r.before
	}
	r.draw(canvas{page: s.page}, s.y)
	s.y += r.height
}
