package i18n

import "testing"

func TestCountedPeople(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		who  string
		n    int
		want string
	}{
		{Polish, "kobiety", 1, "kobieta"},
		{Polish, "kobiet", 4, "kobiety"},
		{Polish, "Osoby", 6, "osób"},
		{Ukrainian, "osoby", 6, "людей"},
		{English, "grupy", 1, "group"},
		{Polish, "rodziny", 6, "rodziny"},
	} {
		got, known := For(c.lang).Counted(c.who, c.n)
		equal(t, got, c.want)
		if known != (c.who != "rodziny") {
			t.Errorf("%s: known is %v", c.who, known)
		}
	}
	of, _ := For(Polish).CountedOf("uczestniczki")
	equal(t, of, "uczestniczek")
	equal(t, For(Polish).CountedAll("uczestnicy"), "wszyscy uczestnicy")
	equal(t, For(Polish).CountedAll(""), "wszystkie osoby w grupie")
	equal(t, For(English).CountedAll("rodziny"), "everyone (rodziny)")
}
