package document

import (
	"strings"

	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// Protection words how the numbers of an edition were protected. What was not
// done to any of them is not said.
func Protection(e publish.Edition) string {
	p := i18n.For(i18n.Lang(e.Lang))
	var said []string
	add := func(n int, words string) {
		if n > 0 {
			said = append(said, words)
		}
	}
	add(e.Protection.Hidden+e.Protection.Rounded, p.T("document.protection.lead"))
	add(e.Protection.Hidden, p.N("document.protection.hidden", e.Protection.Hidden))
	add(e.Protection.Rounded, p.N("document.protection.rounded", e.Protection.Rounded))
	add(e.Protection.Exact, p.N("document.protection.exact", e.Protection.Exact))
	if len(said) == 0 {
		return p.T("document.protection.none")
	}
	return strings.Join(said, " ")
}
