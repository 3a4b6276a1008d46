package publish

import "strings"

// words are folded words.
type words map[string]bool

// formsOf reads words with their endings: "grup: a y -" is grupa, grupy, grup.
// What has no colon is itself.
func formsOf(lists ...string) words {
	all := words{}
	for _, list := range lists {
		for entry := range strings.SplitSeq(list, ";") {
			stem, endings, inflected := strings.Cut(entry, ":")
			if !inflected {
				for word := range strings.FieldsSeq(entry) {
					all[fold(word)] = true
				}
				continue
			}
			for ending := range strings.FieldsSeq(endings) {
				all[fold(strings.TrimSpace(stem)+strings.TrimPrefix(ending, "-"))] = true
			}
		}
	}
	return all
}

// numerals are number words in Polish, Ukrainian and English in all their
// forms, the collective ones, and what a word like "ośmioosobowa" begins with.
var numerals = formsOf(
	`zer: o a u em; dw: a ie aj u óch om óm oma iema oje ojga ojgu ojgiem; trz: y ej ech em ema; troj: e ga gu giem; czter: y ej ech em ema; czwor: o ga gu giem;
	pię: ć ciu cioma cioro ciorga ciorgu ciorgiem; sześ: ć ciu cioma cioro ciorga ciorgu ciorgiem; siedem; siedmi: u oma oro orga orgu orgiem;
	osiem; ośmi: u oma oro orga orgu orgiem; dziewię: ć ciu cioma cioro ciorga ciorgu ciorgiem; dziesię: ć ciu cioma cioro ciorga ciorgu ciorgiem;
	st: o u oma; dwieście dwustu trzysta trzystu czterysta czterystu pięćset pięciuset sześćset sześciuset siedemset siedmiuset osiemset ośmiuset dziewięćset dziewięciuset;
	jedno dwoj trój cztero pięcio sześcio siedmio ośmio dziewięcio dziesięcio; tuzin: - a y ów;
	połow: a y ę ie ą o; pół półtora półtorej ćwierć ćwierci;
	dwój: ka ki ce kę ką ek kom kami kach; trój: ka ki ce kę ką ek kom kami kach; czwór: ka ki ce kę ką ek kom kami kach; piąt: ka ki ce kę ką kom kami kach;
	szóst: ka ki ce kę ką ek kom kami kach; siódem: ka ki ce kę ką ek kom kami kach; ósem: ka ki ce kę ką ek kom kami kach; dziewiąt: ka ki ce kę ką ek kom kami kach; dziesiąt: ka ki ce kę ką ek kom kami kach`,
	`нул: ь я; дв: а і ох ом ома оє ійко; тр: и ьох ьом ьома оє ійко; чотир: и ьох ьом ма; четвер: о ко;
	п'ят: ь и ьох ьом ьма ьома еро; шіст: ь ьох ьом ьма ьома; шест: и еро; сім: - ох ом ома; сем: и еро; сьома; вісім; восьм: и еро; вісьм: ох ом а ома;
	дев'ят: ь и ьох ьом ьма ьома еро; десят: ь и ьох ьом ьма ьома еро ок ка ки ків; сорок: - а; дев'яност: о а; ст: о а;
	двісті двохсот триста трьохсот чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот; дюжин: а и у; двохсот; дво три чотири п'яти; удвох вдвох утрьох втрьох учотирьох вчотирьох уп'ятьох вп'ятьох;
	половин: а и у і ою; пів півтора півтори; третин: а и у і ою; чверт: ь і ю;
	двійк: а и у ою; трійк: а и у ою; четвірк: а и у ою; п'ятірк: а и у ою; шістк: а и у ою; сімк: а и у ою; вісімк: а и у ою; дев'ятк: а и у ою; десятк: ою`,
	`zero two three four five six seven eight nine eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
	twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand dozen dozens half halves twosome threesome foursome`,
)

// teens end the words of 11 to 19 and of the tens.
var teens = strings.Fields(fold(`naście nastu nastoma naścioro naściorga naściorgu naściorgiem nasto dzieścia dzieści dziestu dziestoma dzieścioro dziesto dziesiąt dziesięciu dziesięcioma nastka nastki nastkę nastką nastce
	дцять дцяти дцятьох дцятьом дцятьма дцятьома дцятеро десят десяти десятьох десятьом десятьма`))

// scales go on with a number: 2 tys. zł, three hundred.
var scales = formsOf(`tys; tysiąc: - a e ami om; tysięcy; mln; milion: - y ów; тис; тисяч: - а і; млн; мільйон: - и ів; hundred thousand million`)

// shortened are words that a point follows.
var shortened = formsOf(`tys mln proc m тис млн`)

// parts go on with a number, too: jedna trzecia, two thirds. Behind "co" and
// "every" they tell a share: co trzecia, every third.
var parts = formsOf(
	`drug: i a ie ą iej iego; trzeci: - a e ej ą ch; czwart: a e ej ą ych y; piąt: a e ej ą ych y; szóst: a e ej ą ych y; siódm: a e ej ą ych y; ósm: a e ej ą ych y; dziesiąt: a e ej ą ych y`,
	`друг: а ий у ої; трет: я і ій ю іх ьої; четверт: а ий у ої і их; п'ят: а ий у ої і их; шост: а ий у ої; десят: а ий у ої`,
	`second third thirds quarter quarters fourth fourths fifth fifths sixth eighth tenth`,
)

// each comes before such a part.
var each = formsOf(`co; кожн: а ий у ої ого; кожен; every`)

// fractions are the numerals that are shares.
var fractions = formsOf(`połow: a y ę ie ą o; pół ćwierć ćwierci; половин: а и у і ою; пів; третин: а и у і ою; чверт: ь і ю; half halves a`)

// single are the words for one, which often count nothing.
var single = formsOf(`jed: en na no nej nego nym ną nemu; од: ин на не ного ної ній ному ним ну нією нім`)

// english are words by which a text is known to be English: in Polish "ten" and
// "one" are no numbers.
var english = formsOf(`the and of were with has had have they found are for who people person women woman men man members`)

// generic come after a "one" that is nobody in particular, pointing before one
// that only stands for a noun.
var (
	generic  = formsOf(`another can could should would may might must needs off way stop`)
	pointing = formsOf(`the this that each every any another which first last next new good such own whole different present right`)
)

// people are words that tell of people without a number, wherever they stand.
var people = formsOf(`nikt nikogo nikomu nikim oboje obojga obojgu obaj obydwaj obydwoje wszyscy; ніхто нікого нікому обоє; nobody none`)

// sets tell of people where a word for people, or one that points at some,
// follows: both of them, the only one, each.
var sets = formsOf(
	`jedyn: a y ą ej ego ym e i ych; obie obu obiema oboma obydwie obydwu; wszyst: kie kich kim kimi; żad: en na nej nego ną nych; każd: a y ą ej ego ym emu`,
	`обидв: а і ох ом; усі всі усіх всіх; жодн: а ий ої ого у их; єдин: а ий у ої ого; кожн: а ий у ої ого ому; кожен`,
	`both all trio pair couple only sole each every everybody everyone`,
)

// them point at people who were named before.
var them = formsOf(`nich niej niego nas was; них неї нього нас; them us those whom`)

// outOf lead from a number to those it is taken from: trzy z nich.
var outOf = formsOf(`z ze spośród wśród; з із зі зо серед; of among`)

// articles may stand between a share and what it is of.
var articles = formsOf(`a an the`)

// between may stand between a number and what it counts.
var between = formsOf(`the these all our tych wszystkich naszych tej tego całej całego; цих усіх всіх наших;
	now: e ych y a; kolejn: e ych y a; dalsz: e ych; pierwsz: e ych; ostatni: e ch; różn: e ych; pełn: e ych; cał: e ych y ą; duż: e ych y a; mał: e ych y a; wspóln: e ych; drewnian: e ych;
	нов: і их; наступн: і их; перш: і их; останн: і іх; різн: і их; new more next first last full whole small large different`)

// ranging stand between the ends of a range.
var ranging = formsOf(`do lub albo czy; до або чи; to or`)

// peopleWords are how words for people begin.
var peopleWords = strings.Fields(fold(`osob osób kobiet mężczyz mężczyź uczestni człon człow ludzi pań dziec mieszka partner rodzin uchodź
	senior klien podopieczn uczni uczen wdow wdów bezrobotn bezdomn dziewcz chłop matk matek ojc rodzic opiekun panow panie panom panu
	ukrai imigrant migrant cudzoziem pacjen chory nastolat wolontariusz sąsia niepełnospraw uzależnion organizator
	осіб особ жін чолов учасни член людей людин люди дітей діти мешкан партнер родин сімей
	пан клієнт підопічн учн вдов вдів безробітн бездомн дівч хлоп матер матір батьк сусід пацієнт українк українц біжен
	person people women woman participant member child partner famil resident leader organiser worker
	client senior pupil student widow girl boy mother father parent carer refugee patient neighbour teenager volunteer`))

// peopleExactly are words for people that begin others: a man, a mandate.
var peopleExactly = formsOf(`pan pani panią man men os`)
