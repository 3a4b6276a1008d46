package deliver

import (
	"strings"
	"unicode"
)

// Fold writes a text in the GSM alphabet: Polish and other Latin letters lose
// the marks that it has not, and typographic signs become plain ones. A text that
// needs Unicode all the same, as every Ukrainian one does, or that would become
// more SMS, stays as it is: there the marks cost nothing.
func Fold(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(foldRune(r))
	}
	folded := b.String()
	before, _ := Parts(text)
	if after, beyond := Parts(folded); beyond || after > before {
		return text
	}
	return folded
}

// foldRune is a character without its marks; one that stands for itself as a
// mark on the letter before it is nothing.
func foldRune(r rune) string {
	plain, known := foldTable[r]
	switch {
	case septets(r) > 0:
		return string(r)
	case known:
		return plain
	case unicode.Is(unicode.Mn, r):
		return ""
	}
	return string(r)
}

// foldTable is foldPairs from the other side.
var foldTable = func() map[rune]string {
	table := map[rune]string{}
	for _, pair := range foldPairs {
		for _, r := range pair[1] {
			table[r] = pair[0]
		}
	}
	return table
}()

// foldPairs are what is written, and for what. The letters are those of Latin-1,
// Latin Extended-A, -B and Additional that decompose to a letter of ASCII (Unicode
// 15, UnicodeData.txt), and those with a stroke, which do not decompose.
var foldPairs = [][2]string{
	{"A", "ÀÁÂÃĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶȺ"},
	{"a", "áâãāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"},
	{"B", "ḂḄḆɃ"},
	{"b", "ḃḅḇƀ"},
	{"C", "ĆĈĊČḈ"},
	{"c", "çćĉċčḉ"},
	{"D", "ĎḊḌḎḐḒĐÐ"},
	{"d", "ďḋḍḏḑḓđð"},
	{"E", "ÈÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"},
	{"e", "êëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"},
	{"F", "Ḟ"},
	{"f", "ḟ"},
	{"G", "ĜĞĠĢǦǴḠǤ"},
	{"g", "ĝğġģǧǵḡǥ"},
	{"H", "ĤȞḢḤḦḨḪĦ"},
	{"h", "ĥȟḣḥḧḩḫẖħ"},
	{"I", "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊƗ"},
	{"i", "íîïĩīĭįǐȉȋḭḯỉịı"},
	{"J", "Ĵ"},
	{"j", "ĵǰ"},
	{"K", "ĶǨḰḲḴ"},
	{"k", "ķǩḱḳḵĸ"},
	{"L", "ĹĻĽḶḸḺḼŁȽĿ"},
	{"l", "ĺļľḷḹḻḽłƚŀ"},
	{"M", "ḾṀṂ"},
	{"m", "ḿṁṃ"},
	{"N", "ŃŅŇǸṄṆṈṊŊ"},
	{"n", "ńņňǹṅṇṉṋŋŉ"},
	{"O", "ÒÓÔÕŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢƟ"},
	{"o", "óôõōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"},
	{"P", "ṔṖ"},
	{"p", "ṕṗ"},
	{"R", "ŔŖŘȐȒṘṚṜṞ"},
	{"r", "ŕŗřȑȓṙṛṝṟ"},
	{"S", "ŚŜŞŠȘṠṢṤṦṨ"},
	{"s", "śŝşšșṡṣṥṧṩſ"},
	{"T", "ŢŤȚṪṬṮṰŦȾ"},
	{"t", "ţťțṫṭṯṱẗŧ"},
	{"U", "ÙÚÛŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"},
	{"u", "úûũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"},
	{"V", "ṼṾ"},
	{"v", "ṽṿ"},
	{"W", "ŴẀẂẄẆẈ"},
	{"w", "ŵẁẃẅẇẉẘ"},
	{"X", "ẊẌ"},
	{"x", "ẋẍ"},
	{"Y", "ÝŶŸȲẎỲỴỶỸ"},
	{"y", "ýÿŷȳẏẙỳỵỷỹ"},
	{"Z", "ŹŻŽẐẒẔƵ"},
	{"z", "źżžẑẓẕƶ"},
	{"AE", "ǢǼ"},
	{"ae", "ǣǽ"},
	{"OE", "Œ"},
	{"oe", "œ"},
	{"Th", "Þ"},
	{"th", "þ"},
	{"SS", "ẞ"},
	{"IJ", "Ĳ"},
	{"ij", "ĳ"},
	{"fi", "ﬁ"},
	{"fl", "ﬂ"},
	{"DZ", "ǄǱ"},
	{"Dz", "ǅǲ"},
	{"dz", "ǆǳ"},
	{"LJ", "Ǉ"},
	{"lj", "ǉ"},
	{"NJ", "Ǌ"},
	{"nj", "ǌ"},
	{"\"", "„“”‟«»″"},
	{"'", "‚‘’‛‹›′`´ʼ"},
	{"-", "‐‑‒–—―−"},
	{"...", "…"},
	{"*", "•·"},
	{" ", "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"}, // spaces of every width, and the tabulator
	{"\n", "\u2028\u2029"},
	{"", "\u00ad\u200b\u200c\u200d\u2060\ufeff"}, // what nobody sees: soft hyphens, joiners, a mark of the byte order
}
