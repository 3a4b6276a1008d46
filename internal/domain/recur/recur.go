package recur

import "krag/internal/domain"

// Weekly gives count days, every so many weeks, from the first day on.
func Weekly(first domain.Date, every, count int) []domain.Date {
	days := make([]domain.Date, count)
	for i := range days {
		days[i] = first.AddDays(7 * every * i)
	}
	return days
}
