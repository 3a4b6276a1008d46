package document

import "testing"

// BenchmarkCardPDF is the time and the size of a card like that of Klucze. Run
// with -benchtime=1x it is the first card of a process, which reads the fonts.
func BenchmarkCardPDF(b *testing.B) {
	c := card(b, "klucze-pl")
	size := 0
	for b.Loop() {
		size = len(c.PDF())
	}
	b.ReportMetric(float64(size)/1000, "kB/card")
}

// BenchmarkCardDOCX is the same as a Word document.
func BenchmarkCardDOCX(b *testing.B) {
	c := card(b, "klucze-pl")
	size := 0
	for b.Loop() {
		size = len(c.DOCX())
	}
	b.ReportMetric(float64(size)/1000, "kB/card")
}
