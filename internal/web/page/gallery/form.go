package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

const formID = "01981f3e-7c52-7b1e-9a55-0c5f6d1e2a3b"

type attendanceSheet struct {
	form         kit.Form
	total, fresh kit.Stepper
	led, present kit.Choice
}

var sheet = attendanceSheet{
	form:  kit.Form{Action: "/gallery/attendance", ID: formID, Version: 1, Steppers: true},
	total: kit.Stepper{Name: "total", Label: "Wszystkie osoby", Hint: "Razem z osobą, która prowadziła. Bez Ciebie.", Value: "8", Max: 60},
	fresh: kit.Stepper{Name: "newcomers", Label: "W tym pierwszy raz", Value: "1", Max: 60, Small: true},
	led: kit.Choice{
		Field: kit.Field{Name: "led", Label: "Kto prowadził"}, Inline: true,
		Options: []kit.Option{{Value: "member", Label: "Osoba z grupy", Chosen: true}, {Value: "animator", Label: "Animatorka"}},
	},
	present: kit.Choice{
		Field: kit.Field{Name: "present", Label: "Kto był", Hint: "Tylko jeśli grupa tak ustaliła. Sama liczba wystarczy."}, Grid: true,
		Options: kit.Choose([]kit.Option{
			{Value: "0", Label: "Stokrotka"},
			{Value: "1", Label: "Basia z kiosku"},
			{Value: "2", Label: "Wrona", Hint: "zapowiedziana nieobecność"},
			{Value: "3", Label: "Pan z pieskiem"},
			{Value: "4", Label: "Mirabelka"},
			{Value: "5", Label: "Halszka"},
			{Value: "6", Label: "Sowa"},
			{Value: "7", Label: "K."},
			{Value: "8", Label: "Kapitan"},
		}, "0", "1", "2", "3", "5", "6", "8"),
	},
}

// talk is the form of a first conversation.
type talk struct {
	form                   kit.Form
	name, seeks, hour      kit.Field
	day                    kit.DateField
	language, ease, answer kit.Choice
}

func conversationForm(hour, number string, problems ...kit.Problem) talk {
	f := kit.Form{Action: "/gallery/form", ID: formID, Problems: problems}
	reply := contact{
		number: kit.Field{Name: "phone", Label: "Bezpieczny numer", Hint: "Taki, do którego nikt inny nie zagląda.", Value: number, Type: "tel", InputMode: "tel", Width: kit.Phone, Error: f.Error("phone")},
		from:   kit.Field{Name: "from", Label: "Od", Value: "9:00", Width: kit.FourDigits},
		until:  kit.Field{Name: "until", Label: "Do", Value: "15:00", Width: kit.FourDigits},
		signed: kit.Field{Name: "signed", Label: "Jak się podpisać", Hint: "Wiadomość nigdy nie mówi, o jaką grupę chodzi.", Value: "Dom Kultury"},
	}
	return talk{
		form:  f,
		name:  kit.Field{Name: "name", Label: "Jak się zwracać", Hint: "Imię albo pseudonim. Nazwiska nie potrzebujemy.", Value: "Konwalia"},
		seeks: kit.Field{Name: "seeks", Label: "Czego szuka", Hint: "Jedno zdanie, słowami tej osoby.", Value: "Chciałaby mieć gdzie wyjść we wtorki i nie siedzieć sama."},
		day:   kit.DateField{Name: "day", Label: "Dzień rozmowy", Hint: "Na przykład 6 3 2026", Day: "6", Month: "3", Year: "2026"},
		hour:  kit.Field{Name: "hour", Label: "Godzina", Value: hour, Error: f.Error("hour")},
		language: kit.Choice{
			Field: kit.Field{Name: "language", Label: "Język rozmowy"}, Inline: true,
			Options: []kit.Option{{Value: "pl", Label: "polski", Chosen: true}, {Value: "uk", Label: "ukraiński"}, {Value: "en", Label: "angielski"}},
		},
		ease: kit.Choice{
			Field:   kit.Field{Name: "ease", Label: "Co ułatwi przyjście", Hint: "Zaznacz, o co poprosi. Można nic nie zaznaczać."},
			Options: []kit.Option{{Value: "steps", Label: "miejsce bez schodów", Chosen: true}, {Value: "child", Label: "opieka nad dzieckiem"}, {Value: "stop", Label: "ktoś, kto wyjdzie na przystanek"}},
		},
		answer: kit.Choice{
			Field: kit.Field{Name: "contact", Label: "Czy możemy się odezwać?", Hint: "Zapytaj wprost. Bez wyraźnego „tak” nie pisze i nie dzwoni nikt."},
			Options: []kit.Option{
				{Value: "no", Label: "Nie, ta osoba odezwie się sama"},
				{Value: "sms", Label: "Tak, SMS-em", Chosen: true, Reveal: contactFields(reply)},
				{Value: "phone", Label: "Tak, telefonicznie"},
			},
		},
	}
}

type contact struct{ number, from, until, signed kit.Field }

func conversation(p kit.Page) templ.Component {
	return conversationPage(titled(p, "Pierwsza rozmowa"), conversationForm("17:00", "600 100 200"))
}

func conversationFlawed(p kit.Page) templ.Component {
	p.Flawed = true
	return conversationPage(titled(p, "Pierwsza rozmowa"), conversationForm(
		"po piątej", "600 100 20",
		kit.Problem{Field: "hour", Text: "Podaj godzinę, na przykład 17:00."},
		kit.Problem{Field: "phone", Text: "W numerze brakuje jednej cyfry. Ma ich być dziewięć."},
	))
}

// every is each kind of field once.
type every struct {
	form                                              kit.Form
	text, area, number, hour, money, password, secret kit.Field
	file, optional                                    kit.Field
	day                                               kit.DateField
	radios, boxes, list                               kit.Choice
	step                                              kit.Stepper
}

func everyField(flawed bool) every {
	wrong := func(text string) string {
		if flawed {
			return text
		}
		return ""
	}
	e := every{
		form:     kit.Form{Action: "/gallery/fields", ID: formID, Upload: true, Steppers: true},
		text:     kit.Field{Name: "text", Label: "Nazwa grupy", Hint: "Taka, która nie zdradza, czego grupa dotyczy.", Value: "Wtorki przy stole", Max: 80, Error: wrong("Podaj nazwę grupy.")},
		area:     kit.Field{Name: "area", Label: "O czym mówi kontrakt", Value: "Mówimy po kolei. Nic nie wychodzi poza salę.", Error: wrong("To jest za długie. Skróć do 400 znaków.")},
		number:   kit.Field{Name: "number", Label: "Ile miejsc", Value: "12", Error: wrong("Podaj liczbę, na przykład 8.")},
		hour:     kit.Field{Name: "hour", Label: "Od której", Value: "17:00", Error: wrong("Podaj godzinę, na przykład 17:00.")},
		money:    kit.Field{Name: "money", Label: "Kwota", Value: "4 782", Error: wrong("Podaj kwotę w złotych, na przykład 150 albo 12,50.")},
		password: kit.Field{Name: "password", Label: "Obecne hasło", Error: wrong("To nie jest obecne hasło. Wpisz je jeszcze raz.")},
		secret:   kit.Field{Name: "again", Label: "Nowe hasło", Hint: "Co najmniej 12 znaków. Dobre są trzy lub cztery zwykłe słowa.", Autocomplete: "new-password", Error: wrong("Hasło ma mieć co najmniej 12 znaków.")},
		file:     kit.Field{Name: "file", Label: "Plik ze spotkaniami", Accept: ".csv", Error: wrong("Wybierz plik CSV.")},
		optional: kit.Field{Name: "note", Label: "Uwaga", Optional: true, Error: wrong("To jest za długie. Skróć do 80 znaków.")},
		day:      kit.DateField{Name: "day", Label: "Dzień", Hint: "Na przykład 6 3 2026", Day: "31", Month: "4", Year: "2026", Error: wrong("Nie ma takiego dnia w kalendarzu.")},
		radios: kit.Choice{Field: kit.Field{Name: "open", Label: "Czy mogą przychodzić nowe osoby", Error: wrong("Wybierz jedną odpowiedź.")}, Options: []kit.Option{
			{Value: "open", Label: "Tak, zawsze", Hint: "grupa otwarta", Chosen: true}, {Value: "closed", Label: "Nie", Hint: "grupa zamknięta"},
		}},
		boxes: kit.Choice{Field: kit.Field{Name: "room", Label: "Co ma być w sali", Error: wrong("Wybierz przynajmniej jedno.")}, Options: []kit.Option{
			{Value: "lift", Label: "winda", Chosen: true}, {Value: "loop", Label: "pętla słuchowa"},
		}},
		list: kit.Choice{Field: kit.Field{Name: "where", Label: "Województwo", Error: wrong("Wybierz województwo z listy.")}, Options: []kit.Option{
			{Label: "wybierz"}, {Value: "mp", Label: "małopolskie", Chosen: true}, {Value: "pk", Label: "podkarpackie"},
		}},
		step: kit.Stepper{Name: "step1", Label: "Ile osób", Value: "8", Max: 60, Error: wrong("Podaj liczbę od 0 do 60.")},
	}
	if flawed {
		e.form.Problems = e.problems()
	}
	return e
}

func (e every) problems() []kit.Problem {
	all := []kit.Problem{}
	for _, f := range []kit.Field{e.text, e.area, e.number, e.hour, e.money, e.password, e.secret, e.file, e.optional, e.radios.Field, e.boxes.Field, e.list.Field} {
		all = append(all, kit.Problem{Field: f.Name, Text: f.Error})
	}
	return append(all, kit.Problem{Field: e.day.Name, Text: e.day.Error}, kit.Problem{Field: e.step.Name, Text: e.step.Error})
}

func fields(p kit.Page) templ.Component {
	return fieldsPage(titled(p, "Wszystkie pola"), everyField(false))
}

func fieldsFlawed(p kit.Page) templ.Component {
	p.Flawed = true
	return fieldsPage(titled(p, "Wszystkie pola"), everyField(true))
}

func backed(p kit.Page) kit.Page {
	p.Back = &kit.Link{Text: "Wróć do Dziś", Href: "/gallery/today"}
	return p
}
