package demo

import "krag/internal/domain/publish"

// kcsWords are what a person wrote on the card of the KCS.
var kcsWords = cardWords{
	{publish.KeyTitle, map[publish.Lang]string{
		publish.Ukrainian: "Культурний центр самодопомоги – інклюзивна культура",
		publish.English:   "Cultural Centre of Self-Help – inclusive culture",
	}},
	{publish.KeyLead, map[publish.Lang]string{
		publish.Polish:    "Dom kultury, biblioteka albo miejsce sąsiedzkie użycza sali, towarzyszy na początku, a grupa uczy się działać sama.",
		publish.Ukrainian: "Будинок культури, бібліотека чи сусідський простір надає приміщення, супроводжує на початку, а група вчиться діяти сама.",
		publish.English:   "A house of culture, a library or a neighbourhood place lends a room and company at the start, and the group learns to stand on its own.",
	}},
	{"description", map[publish.Lang]string{
		publish.Polish: `Kulturalne Centrum Samopomocy (KCS) to model współpracy instytucji kultury z oddolnymi grupami samopomocowymi.

Innowacja odpowiada na potrzeby coraz bardziej zindywidualizowanego i spolaryzowanego społeczeństwa, w którym – wobec szeregu kryzysów – brakuje miejsc na wspólne ich przeżywanie i dzielenie się doświadczeniami.`,
		publish.Ukrainian: `Культурний центр самодопомоги (польською Kulturalne Centrum Samopomocy, KCS) – це модель співпраці закладів культури з низовими групами самодопомоги.

Інновація відповідає на потреби дедалі більш роз’єднаного й поляризованого суспільства, якому в час багатьох криз бракує місць, де їх можна пережити разом і ділитися досвідом.`,
		publish.English: `The Cultural Centre of Self-Help (in Polish Kulturalne Centrum Samopomocy, KCS) is a model of how institutions of culture work together with grassroots self-help groups.

The innovation answers the needs of a society that is more and more individualised and polarised and that, in the face of many crises, lacks places to live through them together and to share experience.`,
	}},
	{"innovators", map[publish.Lang]string{
		publish.Ukrainian: "- Karolina Kaczorek\n- Wojciech Matejko",
		publish.English:   "- Karolina Kaczorek\n- Wojciech Matejko",
	}},
	{"kind", map[publish.Lang]string{publish.Ukrainian: "метод", publish.English: "method"}},
	{"recipients", map[publish.Lang]string{
		publish.Ukrainian: `- люди з проблемами здоров’я
- етнічні меншини
- релігійні меншини
- групи людей, які долають соціальні труднощі
- люди, яким загрожує дискримінація через вік, стать чи сексуальну орієнтацію
- групи самодопомоги, які діють у місцевій громаді`,
		publish.English: `- people with health problems
- ethnic minorities
- religious minorities
- groups of people who face social problems
- people at risk of discrimination because of age, sex or sexual orientation
- self-help groups at work in the local community`,
	}},
	{"implementers", map[publish.Lang]string{
		publish.Ukrainian: "- будинки культури\n- бібліотеки\n- місця місцевої активності\n- сусідські центри\n- групи самодопомоги, які вже діють",
		publish.English:   "- houses of culture\n- libraries\n- places of local activity\n- neighbourhood centres\n- self-help groups that exist already",
	}},
	{"problems", map[publish.Lang]string{
		publish.Ukrainian: `- самотність і брак підтримки в людей з вразливих груп; брак спільноти
- брак ресурсів (передусім приміщень) і вмінь, потрібних, щоб добре вести зустрічі самодопомоги
- брак або нестача дієвих рішень у закладах культури для вразливих людей, людей з особливими потребами

Що потрібно:
- ресурси, передусім приміщення
- вміння, потрібні, щоб добре вести зустрічі
- спільнота, у якій можна відкрито говорити про труднощі й розвиватися в різних напрямах`,
		publish.English: `- loneliness and lack of support among people from vulnerable groups; no community
- no resources (rooms above all) and no skills for leading self-help meetings well
- too few working solutions in institutions of culture for vulnerable people and people with special needs

What is needed:
- resources, rooms above all
- the skills for leading meetings well
- a community in which one can speak openly of troubles and grow in many ways`,
	}},
	{"help", map[publish.Lang]string{
		publish.Polish: `Grupa samopomocowa pozwala przede wszystkim minimalizować osamotnienie wobec problemów i udzielać sobie wzajemnie wsparcia, ale też brać sprawy w swoje ręce i nie być jedynie zależnym od pomocy z zewnątrz. Taki model działania zapewnia zachowanie podmiotowości i nie wyklucza pomocy profesjonalnej, może ją ułatwiać.

Kto co robi:
- animator (udostępnia lokal, towarzyszy, wycofuje się)
- uczestnicy i uczestniczki
- organizator grupy (spośród uczestników)

Dla domu kultury czy biblioteki to także sposób na rozszerzenie działalności instytucji i dotarcie do nowych grup.`,
		publish.Ukrainian: `Група самодопомоги передусім зменшує самотність перед труднощами і дає змогу підтримувати одне одного, а також брати справи у свої руки і не залежати лише від допомоги ззовні. Така модель зберігає суб’єктність і не виключає професійної допомоги, а може її полегшити.

Хто що робить:
- аніматорка чи аніматор (надає приміщення, супроводжує, відходить)
- учасниці й учасники
- організаторка чи організатор групи (з-поміж учасниць і учасників)

Для будинку культури чи бібліотеки це також спосіб розширити діяльність і дійти до нових груп.`,
		publish.English: `A self-help group above all lessens the loneliness before one’s troubles and lets people support each other, but also take things into their own hands and not only depend on help from outside. This way of working keeps people in charge of their own lives; it does not rule out professional help and may make it easier.

Who does what:
- animator (lends the room, accompanies, steps back)
- members
- organiser of the group (one of the members)

For a house of culture or a library it is also a way to do more and to reach new groups.`,
	}},
}
