package i18n

import (
	"fmt"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// locale is what a language knows about dates and numbers. It is Go and not a
// catalogue, because it is closed: nobody adds a month.
type locale struct {
	weekdays  []string // from Sunday, as time.Weekday
	months    []string // by themselves
	monthsOf  []string // after a day: "marca"
	ordinals  []string // days 1 to 31
	words     func(ordinal, monthOf string) string
	short     func(domain.Date) string
	shortYear string
	ofYear    string   // after a year alone that follows a preposition
	numbers   []string // 0 to 20, feminine
	gendered  map[Gender][]string
	thousands string
	decimal   string
	and       string
	sizes     [2]string // of files: by 1024 bytes, and by 1024 of those
}

var locales = map[Lang]*locale{Polish: polish, Ukrainian: ukrainian, English: english}

func dayThenMonth(ordinal, monthOf string) string { return ordinal + nbsp + monthOf }

// tens makes the ordinals 1 to 31 of those below 20 and the round ones.
func tens(below20, twenty, twenties, thirty, thirties string) []string {
	all := strings.Split(below20, " ")
	all = append(all, twenty)
	for _, ones := range all[:9] {
		all = append(all, twenties+" "+ones)
	}
	return append(all, thirty, thirties+" "+all[0])
}

var polish = &locale{
	weekdays: strings.Fields("niedziela poniedziałek wtorek środa czwartek piątek sobota"),
	months:   strings.Fields("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
	monthsOf: strings.Fields("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
	ordinals: tens("pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty jedenasty dwunasty trzynasty czternasty piętnasty szesnasty siedemnasty osiemnasty dziewiętnasty",
		"dwudziesty", "dwudziesty", "trzydziesty", "trzydziesty"),
	words:     dayThenMonth,
	short:     func(d domain.Date) string { return fmt.Sprintf("%d.%02d", d.Day, d.Month) },
	shortYear: ".",
	ofYear:    nbsp + "roku",
	numbers:   strings.Fields("zero jedna dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia"),
	gendered: map[Gender][]string{
		Neuter:    {"", "jedno", "dwa"},
		Masculine: {"", "jeden", "dwa"},
		Personal:  strings.Fields("zero jeden dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu dziewiętnastu dwudziestu"),
	},
	thousands: nbsp, decimal: ",", and: "i", sizes: [2]string{"KB", "MB"},
}

var ukrainian = &locale{
	weekdays: strings.Fields("неділя понеділок вівторок середа четвер п’ятниця субота"),
	months:   strings.Fields("січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"),
	monthsOf: strings.Fields("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
	ordinals: tens("перше друге третє четверте п’яте шосте сьоме восьме дев’яте десяте одинадцяте дванадцяте тринадцяте чотирнадцяте п’ятнадцяте шістнадцяте сімнадцяте вісімнадцяте дев’ятнадцяте",
		"двадцяте", "двадцять", "тридцяте", "тридцять"),
	words:     dayThenMonth,
	short:     func(d domain.Date) string { return fmt.Sprintf("%d.%02d", d.Day, d.Month) },
	shortYear: ".",
	ofYear:    nbsp + "року",
	numbers:   strings.Fields("нуль одна дві три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять двадцять"),
	gendered: map[Gender][]string{
		Neuter:    {"", "одне", "два"},
		Masculine: {"", "один", "два"},
		Personal:  {"", "один", "два"},
	},
	thousands: nbsp, decimal: ",", and: "і", sizes: [2]string{"КБ", "МБ"},
}

var english = &locale{
	weekdays: strings.Fields("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
	months:   strings.Fields("January February March April May June July August September October November December"),
	monthsOf: strings.Fields("January February March April May June July August September October November December"),
	ordinals: hyphened(tens("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
		"twentieth", "twenty", "thirtieth", "thirty")),
	words: func(ordinal, month string) string { return "the " + ordinal + " of " + month },
	short: func(d domain.Date) string {
		return strconv.Itoa(d.Day) + nbsp + d.Month.String()[:3]
	},
	shortYear: nbsp,
	numbers:   strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
	thousands: ",", decimal: ".", and: "and", sizes: [2]string{"KB", "MB"},
}

func hyphened(words []string) []string {
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], " ", "-")
	}
	return words
}
