package publish

import "strings"

// units are measures and things whose number is no number of people. A word is
// left out where its number is one of people, too: a contract, a case, a job,
// a place; and "m", because "3 k. i 2 m." are three women and two men.
var units = formsOf(
	`zł zl pln eur euro usd chf; złot: y e ych ego emu ymi; grosz: - e y; € $ £; m² m2 m³ km km² cm mm ha kg dag; metr: - y ów a ach; kilometr: - y ów a ach; hektar: - y ów a; litr: - y ów a; °;
	h godz min sek; godzin: - a y ę ą om ach ami; minut: - a y ę ą om ach ami; sekund: - a y ę; dzień dni dnia dniu dniach dniom; tydzień tygodni tygodnie tygodnia tygodniu tygodniach;
	miesiąc: - a e u em ach om; miesięcy; rok: - u iem; pkt; lat: - a ach om ami; latami; kwartał: - y ów u; wiek: - u i ów; wieczor: y ów ach; popołudni: e a ach; popołudń; weekend: - y ów;
	raz: - y; pm am oclock; lecie leciu lecia leciem`,
	`грн; гривн: я і ю; гривень; злот: ий і их ого; зл; євро; м² км; метр: - и ів; кілометр: - и ів; год; годин: - а и у і ах; хв; хвилин: - а и у; день дні днів дня днях; тиждень тижні тижнів тижня тижнях;
	місяц: ь і ів я ях; рік роки років року роках; рр; раз: - и ів у; вечор: и ів а; вечір`,
	`zlotys euros pounds dollars metres meters kilometres kilometers hours minutes seconds days weeks months years times evenings afternoons weekends decades hrs mins`,
)

// things are what is counted and is nobody.
var things = formsOf(
	`grup: - a y ie ę ą om ami ach; podgrup: - a y ie ę om ami ach; spotka: ń nie nia niu niem niom niami niach; zaję: ć cia ciach ciami ciom; warsztat: - y ów ach ami om; kurs: - y ów u ie ach ami;
	szkole: ń nie nia niu niach niami; sesj: a e i ę ach ami; cykl: - e u ów i; edycj: a e i ę ach ami; wyda: ń nie nia niu niach;
	sal: - a e i ę ach ami; pok: ój oje oi oju ojach ojami; pomieszcze: ń nie nia niu niach niami; piwnic: - a y ę ach; budyn: ek ki ku kach; budynków; lokal: - e i u ach; pięt: er ro ra rze rach;
	krze: seł sło sła słach słami; stół stoły stołu stole stołów stołach stołami; regał: - y ów u ach; szaf: - a y ę ach; komputer: - y ów a ach; laptop: - y ów a ach; rzutnik: - i ów a; tablic: - a y ę ach; mebl: e i ami;
	gmin: - a y ie ę ach ami; powiat: - y ów u ach; województw: - a o ie ach; miejscowości miejscowość miejscowościach; wsi wsie wsiach; miast: - a o ach; sołectw: - a ach; kraj: - e ów u ach;
	szk: ół oła oły ole ołę ołach; bibliotek: - a i ę ach; instytucj: a e i ę ach ami; organizacj: a e i ę ach ami; stowarzysze: ń nie nia niach; fundacj: a e i ę ach;
	stron: - a y ie ę ach; rozdział: - y ów u ach; części część częściach; etap: - y ów u ie ach; krok: - i ów u ach; faz: - a y ie ach; moduł: - y ów u ach; temat: - y ów u ach; punkt: - y ów u ach ami; zasad: - a y ach;
	pyta: ń nie nia niach; zda: ń nie nia niu niach; sł: ów owo owa owach owem; błęd: y ów ach; błąd; literów: ka ki ek; plik: - i ów u ach; zdję: ć cie cia ciach; język: - i ów u ach ami; akapit: - y ów u ach;
	program: - y ów u ie ach; projekt: - y ów u ach; cel: - e ów u ach ami; zada: ń nie nia niach; działa: ń nie nia niach; sposob: - y ów u ach ami; form: - a y ie ę ach; rzecz: - y ach; powod: y ów ach; poziom: - y ów u ach;
	film: - y ów u ach; książ: ka ki ek kę kach; koszt: - y ów u ach ami; kwot: - a y ę; cen: - a y ę; budżet: - u y; dotacj: a i e ę; środków; wydatk: i ów; vat; czasu; wartości; wkładu; miejscu miejsce`,
	`груп: - а и у і ам ами ах; зустріч: - і ей ах ами; занят: ь тя ття ттях ттями; заняття; семінар: - и ів; майстерн: я і ь; курс: - и ів у ах; сесі: я ї й ю; видан: ь ня; видання;
	кімнат: - а и у і ах; зал: - и ів а у і ах; приміщен: ь ня; приміщення; будин: ок ки ків ку; стільц: і ів ях; столи столів столу; громад: - а и у і ах; район: - и ів у ах; област: ей і ь; сіл село села міст місто міста;
	шкіл школа школи школу; бібліотек: - а и у; установ: - а и у; організаці: я ї й ю; сторін: ок ка ки; сторонн; бік боку; розділ: - и ів у; частин: - а и у; етап: - и ів у; крок: - и ів у; модул: ь і ів; тем: - а и у; пункт: - и ів у;
	питан: ь ня; речен: ь ня ням; слів слово слова; помил: ок ка ки ку; файл: - и ів; мов: - и а у; програм: - а и у; проєкт: - и ів у; ціл: і ей ь; завдан: ь ня; спос: іб оби обів; книг: - а и у; витрат: - и; коштів; бюджету; часу; місце місці`,
)

// manyThings are things in English, where one who "files" is a person.
var manyThings = formsOf(
	`groups meetings sessions workshops courses classes rooms halls chairs tables desks shelves computers laptops buildings floors municipalities counties villages towns cities countries schools libraries institutions organisations organizations
	pages chapters parts stages steps phases modules topics points rules questions sentences words mistakes errors files photos languages editions versions programmes programs projects goals tasks ways forms things reasons levels films books
	costs cost budget price grant grants spending funds money time`,
)

// several are things one can be taken out of, or a part of, and what money is
// called. A group is none: half of it, or one of it, are people.
var several = formsOf(
	`grup spotkań zajęć warsztatów kursów szkoleń sesji edycji sal pokoi pomieszczeń krzeseł stołów gmin miejscowości szkół bibliotek instytucji organizacji stron rozdziałów części etapów tematów punktów zasad pytań programów projektów
	celów zadań działań sposobów form rzeczy powodów filmów książek środków wydatków; koszt: u ów; kwot: y; cen: y; budżetu dotacji vat czasu wartości wkładu; języków narzędzi metod`,
	`груп зустрічей занять курсів кімнат приміщень громад шкіл бібліотек установ організацій розділів частин етапів тем питань програм проєктів цілей завдань способів книг витрат коштів бюджету часу`,
	`groups meetings sessions workshops courses classes rooms halls chairs municipalities towns schools libraries institutions organisations organizations chapters parts stages steps topics points rules questions programmes programs projects
	goals tasks ways forms things reasons films books cost costs budget price grant spending funds money time`,
)

// oneThing are English words for one thing, or for a measure that is said of
// another: an 8 hour day, a 3-week course. Of several they are what people do:
// "4 file for separation".
var (
	oneThing = formsOf(`group meeting session workshop course class room hall chair table building floor municipality village town school library institution organisation organization page chapter part stage step phase module topic point
		question sentence word mistake file language edition version programme program project goal task way form thing reason level film book evening afternoon weekend hour minute day week month year decade zloty place side button`)
	oneTime = formsOf(`hour minute day week month year decade`)
	small   = formsOf(`of in at on for with and or but a an the is was were per from to every each after before by that which long old later ago`)
)

// members are English words for people before which a thing only says which
// people: 5 course participants.
var members = formsOf(`participant participants member members person people woman women man men child children family families partner partners resident residents leader leaders worker workers organiser organisers
	client clients senior seniors pupil pupils student students widow widows girl girls boy boys mother mothers father fathers parent parents carer carers refugee refugees patient patients neighbour neighbours volunteer volunteers visitor visitors`)

// counting are adjectives that a number is written into with a hyphen: a
// 3-letni programme. They are the beginnings.
var counting = strings.Fields(fold(`letni dniow godzinn minutow tygodniow miesięczn krotn metrow pokojow stronicow etapow złotow procentow
	річн денн годинн тижнев місячн хвилинн кратн поверхов`))

// ordinal are the endings of numbers that put in order: 3-ci, 5th.
var ordinal = formsOf(`ci cia cie go szy sza ty ta te tej tych; й го та тий ша ій ті; st nd rd th`)

// percents make a share of a number.
var percents = formsOf(`% ‰ proc; procent: - a ów u ach; відсот: ок ки ків ка ках; percent cent`)

// months come after a day. English ones are written with a capital.
var (
	months = formsOf(
		`stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia`,
		`січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня`,
	)
	englishMonths = formsOf(`january february march april may june july august september october november december`)
)

// labels say that the number behind them is a name: nr 5, art. 30, tel. 112.
var labels = formsOf(
	`nr numer numeru numerze § art ust pkt poz tom str rozdz tab rys zał vol wyd nip krs regon pesel isbn iban issn konto covid pln eur usd € $ £; № ст гл ном; figure fig`,
)

// places are labels that stand for a word, too, so that what follows must not
// go on: "Etap 2: rozmowy", but in "w etapie 2 znalazły pracę" are two people.
var places = formsOf(
	`etap krok faza moduł część rozdział sala pokój klasa temat punkt sesja spotkanie edycja wersja tura poziom załącznik; етап крок частина розділ модуль тема зустріч кімната зал додаток;
	step stage part chapter room module session meeting phase version level edition annex appendix`,
)

// streets begin an address.
var streets = formsOf(`ul ulica ulicy al aleja alei pl plac placu; вул вулиця вулиці просп площа пл`)

// clocks come before an hour, and hours only behind one of towards.
var (
	clocks  = formsOf(`godz год`)
	hours   = formsOf(`godzinie godziny godziną godzinach годині години годиною`)
	towards = formsOf(`o od do przed między w; о об від до перед; at from to until till by`)
	opening = formsOf(`o od; о об від з; at from`)
	week    = formsOf(
		`poniedział: ek ki ku kiem; wtor: ek ki ku kiem; środ: a y ę ą; czwart: ek ki ku kiem; piąt: ek ki ku kiem; sobot: a y ę ą; niedziel: a e ę ą`,
		`понеділ: ок ки ка ка; вівтор: ок ки ка; серед: а и у; четвер четверг четверга четверги; п'ятниц: я і ю; субот: а и у; неділ: я і ю`,
		`monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays`,
	)
)

// phones come before a number to call.
var phones = formsOf(`tel telefon telefonu fax faks kom nip krs regon pesel konto iban; тел телефон; phone`)

// impersonal are what words like "międzyosobowa" begin with, which tell no
// number.
var impersonal = formsOf(`bez między nie wielo kilku trzecio pierwszo drugo poza; без між не багато кілька першо`)
