package domain

// PageSize is how many rows a list shows at once.
const PageSize = 50

// lastPage bounds the number that an address may ask for, so that counting
// rows cannot overflow.
const lastPage = 1_000_000

// Page asks for one page of a list. Number counts from 1; what lies outside 1
// to a million is read as the nearest.
type Page struct{ Number int }

// Limit is the size of a page.
func (p Page) Limit() int64 { return PageSize }

// Offset is how many rows come before the page.
func (p Page) Offset() int64 { return int64(min(max(p.Number, 1), lastPage)-1) * PageSize }

// Listed is one page of rows and how many there are in all.
type Listed[T any] struct {
	Rows  []T
	Total int
	Page  Page
}

// Pages is the number of pages, at least 1.
func (l Listed[T]) Pages() int { return max(1, (l.Total+PageSize-1)/PageSize) }
