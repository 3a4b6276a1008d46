// Package funding keeps where the money of a programme came from and what it
// went to. Amounts are whole grosze; it makes no invoices and no accounts.
package funding

import (
	"time"

	"krag/internal/domain"
)

// Category is what a cost was for.
type Category string

// The categories.
const (
	Furniture Category = "furniture"
	Equipment Category = "equipment"
	Premises  Category = "premises"
	Training  Category = "training"
	Materials Category = "materials"
	Running   Category = "running" // what keeps groups going month by month
	Other     Category = "other"
)

// Categories lists them in the order of the form.
var Categories = []Category{Furniture, Equipment, Premises, Training, Materials, Running, Other}

// Cost is one thing that was paid for, or that costs nothing on purpose.
type Cost struct {
	ID        domain.CostID
	Programme domain.ProgrammeID
	Item      string
	Category  Category
	Amount    domain.Grosze // 0 or more
	Fund      domain.FundID // zero when the source of the money is not known
	Funder    string        // the fund's funder, when read
	Note      string
	MadeAt    time.Time
	Version   int64
}

// Fund is a source of money.
type Fund struct {
	ID        domain.FundID
	Programme domain.ProgrammeID
	Funder    string
	For       string
	Granted   bool
	Amount    domain.Grosze // 0 when the source does not say
	MadeAt    time.Time
	Version   int64
}

// Ledger is all the money of a programme.
type Ledger struct {
	Costs      []Cost
	Funds      []Fund
	Total      domain.Grosze
	ByCategory []Sum // the categories that have costs, in order
}

// Sum is what one category came to.
type Sum struct {
	Category Category
	Total    domain.Grosze
	Costs    int
}

// Total adds costs up, as a whole and by category.
func Total(costs []Cost) (total domain.Grosze, by []Sum) {
	for _, category := range Categories {
		sum := Sum{Category: category}
		for _, c := range costs {
			if c.Category == category {
				sum.Total += c.Amount
				sum.Costs++
			}
		}
		if sum.Costs > 0 {
			by = append(by, sum)
			total += sum.Total
		}
	}
	return total, by
}
