package demo

// polish says in Polish what the facts say in English. A phrase without a
// translation is Polish already.
var polish = map[string]string{
	"diagnosis of people who come to the centre":                                      "diagnoza osób, które przychodzą do Ośrodka",
	"each social worker nominates candidates":                                         "każda pracownica i każdy pracownik socjalny wskazuje kandydatki i kandydatów",
	"candidates are invited to the centre and told of the possibilities and benefits": "Ośrodek zaprasza kandydatki i kandydatów i mówi im, jakie mają możliwości i co to daje",
	"invitation to the first meeting":                                                 "zaproszenie na pierwsze spotkanie",
	"voluntary participation":                                                         "dobrowolny udział",
	"group meetings":                                                                  "spotkania grupy",
	"systematic evaluation":                                                           "systematyczna ewaluacja",

	"could understand the problem of addiction and alcohol disease": "możliwość zrozumienia problemu uzależnienia i choroby alkoholowej",
	"voluntarily began inpatient treatment":                         "dobrowolnie podjęte leczenie stacjonarne",
	"kept abstinence while the group worked":                        "abstynencja utrzymana, dopóki grupa działała",
	"family relations improved":                                     "lepsze relacje w rodzinie",
	"began to care for appearance and hygiene":                      "dbałość o wygląd zewnętrzny i higienę osobistą",
	"carried out part of own plans for the future":                  "część własnych planów na przyszłość już zrealizowana",
	"worked on overturning myths about violence":                    "praca nad obaleniem mitów związanych z przemocą",
	"effective crisis intervention":                                 "skuteczna interwencja kryzysowa",
	"support network extended":                                      "rozbudowana sieć wsparcia",
	"filed for separation and alimony":                              "wnioski do sądu o separację i alimenty",
	"proceedings for abuse under way against partners":              "trwa postępowanie przeciwko partnerom o znęcanie fizyczne",
	"ties kept after the group, meeting every two weeks":            "kontakty utrzymane po zakończeniu grupy, spotkania raz na dwa tygodnie",
	"began to look for work actively and worked on changing the attitude of an unemployed person from passive to active": "aktywne szukanie pracy i zmiana postawy z biernej na czynną",
	"gained skills of effective job search":               "umiejętność skutecznego szukania pracy",
	"changed way of thinking, style and mode of life":     "zmiana sposobu myślenia, stylu i trybu życia",
	"gained new qualifications on courses (sewing, cook)": "nowe kwalifikacje zawodowe z kursów krawiectwa i kucharza",
	"found work matching the skills gained":               "praca zgodna z nabytymi umiejętnościami",

	"fewer people use only the Centre's financial help":                                           "mniej osób korzysta „tylko” z pomocy finansowej Ośrodka",
	"people take an active part in the life of the local community and fulfil their social roles": "czynny udział w życiu lokalnej społeczności i pełnienie ról społecznych",

	"feels less lonely than before joining the group":                             "poczucie mniejszej samotności niż przed dołączeniem do grupy",
	"groups that meet in the premises lent by the animator, without the animator": "spotkania grup bez udziału animatora w udostępnionym przez niego lokalu",
	"groups that became independent":                                              "usamodzielnienie się grupy",
	"feels confident enough to organise a new self-help group alone":              "gotowość, by samodzielnie zorganizować nową grupę samopomocową",
	"ties made in the group and kept outside it (group for women refugees)":       "znajomości zawarte w grupie i podtrzymywane poza nią (grupa dla uchodźczyń)",
}

// InPolish gives a phrase of the facts in Polish.
func InPolish(phrase string) string {
	if p, ok := polish[phrase]; ok {
		return p
	}
	return phrase
}

func allInPolish(phrases []string) []string {
	said := make([]string, len(phrases))
	for i, p := range phrases {
		said[i] = InPolish(p)
	}
	return said
}
