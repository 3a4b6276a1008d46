package domain

// PageSize is how many rows a list shows at once.
const PageSize = 50

// Page asks for one page of a list. Number counts from 1.
type Page struct{ Number int }

// Limit is the size of a page.
func (p Page) Limit() int64 { return PageSize }

// Offset is how many rows come before the page.
func (p Page) Offset() int64 { return int64(max(p.Number, 1)-1) * PageSize }

// Listed is one page of rows and how many there are in all.
type Listed[T any] struct {
	Rows  []T
	Total int
	Page  Page
}

// Pages is the number of pages, at least 1.
func (l Listed[T]) Pages() int { return max(1, (l.Total+PageSize-1)/PageSize) }
