package publish

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// may are words in which a number may be one of people, with how many such
// numbers there are.
var may = map[Lang]map[string]int{
	Polish: {
		"Leczenie stacjonarne: 2": 1, "Trzy z nich": 1, "37,5%": 1, "dwóm": 1, "8osób": 1, "dziewięcioosobowa": 1, "dwunastoosobowa grupa": 1,
		"8 osób": 1, "osób:8": 1, "kobiet (4)": 1, "k5": 1, "3 k. i 2 m.": 2, "5 k., 12 m": 2, "4-osobowy zespół": 1, "8-os. grupa": 1,
		"wniosków 4, mężczyzn: 2.": 2, "3–5 osób, 2/3 kobiet": 2, "1/3 podjęła pracę": 1, "jedna trzecia znalazła pracę": 1, "co trzecia znalazła pracę": 1,
		"połowa się usamodzielniła": 1, "pół grupy": 1, "mniej niż połowa uczestników": 1, "dwie trzecie z nich": 1, "trzecia część grupy": 1,
		"ośmioro, dziewięciorga, trzech, dwojgu": 4, "dwudziestu trzech": 1, "sto dwadzieścia osób": 1, "trójka szuka pracy": 1, "osmiu, szesc, dwoch": 3,
		"czteroosobowej, pięcioczłonkowa, trójdzietna": 3, "jednoosobowa": 1, "ośmio osobowa": 1,
		"Pracę znalazła jedna.": 1, "jedna z nich": 1, "jedna osoba i jeden pan": 2, "jedna na trzy": 2, "tylko jedna znalazła pracę": 1, "jedną z uczestniczek": 1,
		"40 procent uczestniczek": 1, "60 proc.": 1, "ok. 30% wróciło": 1,
		"2 tys. osób": 1, "15 000 mieszkańców": 1, "zawarto 8 kontraktów": 1, "w 7 przypadkach": 1, "2 etaty": 1, "12 miejsc": 1, "3 znalazły pracę": 1,
		"etap 2 osoby": 1, "W etapie 2 znalazły pracę": 1, "str. 5 osób": 1, "po godzinie 3 wyszły": 1, "przez 2 godz. 5 czekało": 1, "liczba wzrosła o 3": 1, "kobiety do mężczyzn 8:12": 1,
		"10-120 osób": 1, "ul. Cicha 3 osoby": 1, "na ul. Cichej 8 straciło dom": 1, "Liczba osób na etap: 2.": 1, "zgłosiło się 2004 osób": 1, "sala 3 osoby": 1, "8. osób": 1, "W maju 3 znalazły": 1,
		"nikt nie wrócił, oboje pracują": 2, "wszyscy znaleźli pracę": 1, "wszystkie z nich, obie panie, żadna z kobiet": 3, "jedyna uczestniczka": 1, "każda z uczestniczek": 1, "u każdego z nich": 1,
		"½ kobiet, ③ panów, ８ osób": 3, "od 3 do 6 osób": 2, "zero": 1, "5–ro dzieci i 3-ech": 2, "500 osób": 1, "tel. 5 osób": 1, "8 i 9 spotkań": 1, "8 (osiem)": 2, "ten program 8": 1,
		"8 os.": 1, "3 razem": 1, "przyszło 8 wieczorem": 1, "przyszło 8 – 2 godziny później": 1, "dwunastka": 1, "oś\u00adiem": 1, "5 do 3 razy": 1, "trzy – 2 godziny później": 1, "co 3-cia": 1, "3.0": 1, "3 x": 1, "5/10": 1, "8+": 1, "https 8": 1, "8@": 1, "od trzech do pięciu": 2, "8 z 12 grup": 1, "5 z grupy": 1, "jedna z grupy": 1, "3 z kursu": 1, "połowa grupy": 1, "30% grupy": 1, "8 z dwóch grup": 1, "2-ma osobami": 1,
		"Wtorki, 5": 1, "we wtorki przychodzi do 8.": 1, "przez dwa lata 20 osób": 1, "W latach 90 osób": 1,
	},
	Ukrainian: {
		"Стаціонарне лікування: 2": 1, "Троє з них": 1, "37,5 %": 1, "двом": 1, "8осіб": 1, "дев’ятиособова, дванадцятиособова": 2, "8-особовий": 1, "п'ятьом жінкам, шістьох": 2, "пять, девять": 2,
		"одна з них": 1, "одна жінка": 1, "лише одна": 1, "половина знайшла роботу": 1, "третина учасниць": 1, "кожна третя": 1, "дві третини": 1, "обоє, ніхто": 2, "усі учасниці, жодна з жінок": 2,
		"сорок": 1, "удвох": 1, "тридцятьма": 1, "40 відсотків": 1, "Дванадцятеро": 1, "від 3 до 5 осіб": 2, "зросло на 3": 1,
	},
	English: {
		"3 found jobs": 1, "Ten found jobs": 1, "three of them": 1, "one of the women": 1, "One found a job": 1, "one in three": 2, "half found work": 1, "half of the women": 1, "two thirds": 1, "a third of them": 1, "half of the group": 1, "one of the group": 1, "three of the meetings": 1, "every third": 1,
		"an eight-person group": 1, "a twelve-strong group": 1, "8people": 1, "37.5 per cent": 1, "3 participants": 1, "5 course participants": 1, "three group members": 1, "3 day patients": 1, "8 project workers": 1,
		"In May 3 found work": 1, "3 may leave": 1, "two of the members": 1, "both of them, none, nobody": 3, "no one came back": 1, "twenty-one": 1, "a dozen": 1, "In stage 2 found work": 1, "grew to 3": 1, "No 5": 1, "threesome": 1, "zero": 1,
		"in 2004 three": 1, "between 3 and 5 women": 2, "one woman, one man": 2, "the one woman": 1, "4 file for separation": 1, "one files for divorce": 1, "no women": 1, "3 per group": 1, "half group": 1,
	},
}

// not are words whose numbers are of no people.
var not = map[Lang][]string{
	Polish: {
		"Kosztowało 4782 zł na 12 krzeseł", "19 982 zł", "2 tys. zł", "3,5 mln EUR", "1 200 złotych", "€ 20", "sala 40 m² i 25 m2", "12 km, 200 metrów", "za 150zł",
		"8 godzin", "2 godziny", "2,5 godz.", "30 minut", "przez 3 dni", "dwa tygodnie", "raz na dwa tygodnie", "sześć miesięcy", "2 lata", "8 lat", "od dwóch lat", "trzech miesięcy", "pół roku", "półtorej godziny", "3-letni program", "8-godzinne warsztaty", "20-lecie", "5-latki",
		"od 2004 roku", "2004–2006", "2004-06", "lata 2005/2006", "w 2004 r.", "2004r.", "od 2004 do 2005", "lata 90.", "w latach 90-tych", "3 marca 2004", "3 maja", "3–5 marca", "12.05.2004", "2004-05-06", "2004-05", "09/2002",
		"godz. 17", "godz. 17.30", "17:30–19:00", "o 17:30", "18:00", "od 16.15", "o godzinie 17", "wtorki o 17", "wtorek, 17:30", "we wtorki od 16 do 18",
		"1. Diagnoza", "2) zaproszenie", "1. rozmowa", "etap 2", "Etap 2: rozmowy", "nr 5", "Dom Kultury nr 3 w Kluczach", "§ 3", "art. 30 ust. 2 pkt 4", "tom 2", "str. 12–15", "rozdział 3.", "zał. 2", "w 3. edycji", "5. edycja", "3-ci etap", "sala 3.", "Dz.U. poz. 64",
		"tel. 32 642 12 34", "tel.: 600 700 800", "+48 600 700 800", "600-700-800", "(32) 642 12 34", "tel. 112", "32-310 Klucze", "NIP 637-10-20-300", "NIP: 637 102 03 00", "KRS 0000123456", "REGON: 356789123",
		"ul. Lipowa 3", "przy ul. Lipowej 3a, Klucze", "ul. 3 Maja 5", "ul. Lipowa 3/5 m. 2", "al. Jana Pawła II 12", "Osoby Doznające Przemocy, ul. Cicha 3",
		"osiem spotkań", "3 grupy", "cztery nowe grupy", "jedna z trzech grup", "w 16 gminach", "8 warsztatów", "2 sale i 3 pokoje", "4 zajęcia", "dwa razy w tygodniu", "2 razy", "od 3 do 6 lat", "20–30 lat", "20 – 30 lat", "dwa lub trzy razy", "dwie grupy kobiet", "3 grupy studentów",
		"połowa kosztów", "połowa spotkań", "30% kosztów", "50 proc. dotacji", "23% VAT", "jedna trzecia kosztów", "co drugi tydzień", "co trzecią środę", "w jednym zdaniu", "20 pkt",
		"jeden drugiego, jedna drugiej", "z jednej strony", "jednego dnia", "w jednym miejscu", "jednym z celów", "wszystkie spotkania, obie sale, żadnych kosztów",
		"ten program i te grupy, one same", "COVID-19", "gops2@klucze.pl", "https://klucze.pl/2005/8", "pierwsza grupa, drugi krok", "międzyosobowa", "dwugodzinne, trzyletni", "czterokrotnie",
		"Rodzina 500+", "kilka osób", "większość uczestników",
	},
	Ukrainian: {
		"коштувало 500 грн", "8 годин", "2 роки", "три місяці", "пів року", "раз на два тижні", "8 зустрічей", "три групи", "одна група", "одна з трьох груп", "у 2002 році", "3 березня", "о 17:30", "вул. Шевченка 5", "№ 5", "ст. 30",
		"тел. 67 123 45 67", "+380 67 123 45 67", "допомагати одне одному, одна одній", "кожен другий тиждень", "половина витрат", "30 % витрат", "розділ 3", "щовівторка о 17:00", "перша група", "18:00", "від 3 до 6 років",
	},
	English: {
		"19 982 zł", "8 hours", "two years", "a 3-year programme", "a three-week course", "half a year", "every two weeks", "eight meetings", "three small groups", "one group", "One of the three groups", "one of the meetings",
		"in 2002", "2004–2006", "3 March 2004", "March 3, 2004", "on March 3", "5 pm", "at 5:30 pm", "17:00", "on Tuesdays at 5", "chapter 3", "Step 2: invite", "No. 5", "art. 30", "twice, two times",
		"one another", "one-to-one", "this one, the first one", "one can learn", "one day", "30% of the costs", "half of the budget", "every second week", "one-off", "eight-year-old", "an 8 hour day", "the one at work", "3rd edition", "no one's",
		"half an hour", "the first group", "May 2004",
	},
}

func TestNumbersThatMayBeOfPeople(t *testing.T) {
	for lang, all := range may {
		for words, want := range all {
			if got := loose("x", lang, words); len(got) != want {
				t.Errorf("%s %q: %d are asked about, want %d: %v", lang, words, len(got), want, got)
			}
		}
	}
}

func TestNumbersThatAreOfNobody(t *testing.T) {
	for lang, all := range not {
		for _, words := range all {
			if got := loose("x", lang, words); len(got) > 0 {
				t.Errorf("%s %q: asked about %v", lang, words, got)
			}
			if got := loose("x", lang, "Uczestniczki opowiadały: "+words); len(got) > 0 && !strings.ContainsAny(words[:1], "123€") {
				t.Errorf("%s %q, behind a word for people: asked about %v", lang, words, got)
			}
		}
	}
}

// Any number is asked about that stands among words which say nothing of it.
func TestEveryBareNumberIsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SampledFrom([]string{"", "Leczenie: ", "znalazło pracę ", "found work, ", "лікування почали ", "(", "razem=", "k"}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ".", " znalazło", " osób", "osób", " found", " почали", "%", ")", ", reszta", "/5", " k.", " m."}).Draw(t, "after")
		n := rapid.IntRange(0, 1899).Draw(t, "n")
		words := before + fmt.Sprint(n) + after
		all := loose("x", rapid.SampledFrom(Langs).Draw(t, "lang"), words)
		if len(all) != 1 {
			t.Fatalf("%q: asked about %v", words, all)
		}
		if all[0].Around() != words {
			t.Fatalf("%q is shown as %q", words, all[0].Around())
		}
	})
}

// Every numeral is a number in each form, also where letters lost their marks.
func TestEveryNumeralIsAsked(t *testing.T) {
	for w := range numerals {
		if len(loose("x", English, w)) != 1 || len(loose("x", Polish, strings.ToUpper(w)+" znalazło")) != 1 {
			t.Errorf("%q is not asked about", w)
		}
	}
}

func FuzzLoose(f *testing.F) {
	for _, all := range may {
		for words := range all {
			f.Add(words)
		}
	}
	f.Fuzz(func(t *testing.T, words string) {
		words = strings.ToValidUTF8(words, "?") // as every form is read
		for _, l := range loose("x", Polish, words) {
			if !strings.Contains(words, l.Around()) || l.Number == "" || !strings.ContainsFunc(l.Number, func(r rune) bool { return unicode.IsNumber(r) || unicode.IsLetter(r) }) {
				t.Errorf("%q: %+v", words, l)
			}
		}
	})
}
