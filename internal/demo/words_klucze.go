package demo

import "krag/internal/domain/publish"

// kluczeWords are what a person wrote on the card of Klucze: how the sections
// read in other languages, and in Polish where items in a row read badly.
var kluczeWords = cardWords{
	{publish.KeyTitle, map[publish.Lang]string{
		publish.Ukrainian: "Самодопомога як дієвий спосіб долати важкі життєві ситуації",
		publish.English:   "Self-help as an effective way out of difficult situations in life",
	}},
	{publish.KeyLead, map[publish.Lang]string{
		publish.Polish:    "Osoby, którym same pieniądze nie pomagały, zaczęły spotykać się w grupach i pomagać sobie nawzajem.",
		publish.Ukrainian: "Люди, яким самі лише гроші не допомагали, почали зустрічатися в групах і допомагати одне одному.",
		publish.English:   "People whom money alone did not help began to meet in groups and to help each other.",
	}},
	{"summary", map[publish.Lang]string{
		publish.Polish: `Ośrodek zaczął od jednej grupy w 2002 roku. Każda osoba w grupie jest i dawcą, i biorcą pomocy: dzieli się tym, co przeszła, i szuka z innymi rozwiązań.

Udział jest dobrowolny. Grupy spotykają się w sali, którą Ośrodek urządził w piwnicach.

Powstały grupy dla osób uzależnionych od alkoholu, kobiet doznających przemocy, osób długo bez pracy i osób z niepełnosprawnościami. Ich członkinie i członkowie podejmowali leczenie, zdobywali kwalifikacje, znajdowali pracę i występowali do sądu o swoje prawa.

Meble, sprzęt, farby i kursy kosztowały razem 19 982 zł. Samo prowadzenie grup nie wymaga pieniędzy, bo pracownice i pracownicy Ośrodka prowadzą zajęcia nieodpłatnie, także poza godzinami pracy. Ile czasu to zajmuje, opis nie podaje.`,
		publish.Ukrainian: `Центр почав з однієї групи у 2002 році. Кожна людина в групі і дає допомогу, і отримує її: ділиться пережитим і разом з іншими шукає рішень.

Участь добровільна. Групи зустрічаються в приміщенні, яке центр облаштував у підвалі.

Виникли групи для людей, залежних від алкоголю, жінок, які зазнають насильства, людей, які довго не мають роботи, і людей з інвалідністю. Їхні учасниці й учасники починали лікуватися, здобували кваліфікацію, знаходили роботу і зверталися до суду по свої права.

Меблі, обладнання, фарби й курси коштували разом 19 982 zł. Саме ведення груп не потребує грошей, бо працівниці й працівники центру ведуть заняття безоплатно, також поза робочим часом. Скільки часу це забирає, в описі не сказано.`,
		publish.English: `The centre began with one group in 2002. Everybody in a group gives help and takes it: they share what they went through and look for solutions together.

Taking part is voluntary. The groups meet in a room that the centre fitted out in its cellar.

There came to be groups for people addicted to alcohol, for women experiencing violence, for people long without work and for people with disabilities. Their members took up treatment, gained qualifications, found work and went to court for their rights.

Furniture, equipment, paint and courses cost 19 982 zł in all. Running the groups takes no money, because the staff of the centre lead them unpaid, also outside working hours. How much time that takes, the account does not say.`,
	}},
	{"situation", map[publish.Lang]string{
		publish.Ukrainian: `Велика група людей, які зверталися до центру, не могла знайти себе в новій дійсності й самостійно задовольнити основні життєві потреби.

Цих труднощів не можна розв’язати самими лише грошима. Потрібні були нові форми допомоги, які пробуджують активність і спонукають людей діяти.

Найчисельніші групи за оцінкою потреб:
- безробітні люди
- люди, залежні від алкоголю
- люди, яких торкнулося домашнє насильство

Труднощі, про які говорили:
- алкоголізм
- злочинність
- бездомність
- безробіття
- домашнє насильство
- інвалідність`,
		publish.English: `A large group of those who came to the centre could not find their way in the new reality and meet their basic needs by themselves.

These troubles cannot be solved with money. New forms of help were needed that awaken people and move them to act.

The largest groups by the assessment:
- people out of work
- people addicted to alcohol
- people caught up in violence at home

The troubles they spoke of:
- alcoholism
- crime
- homelessness
- unemployment
- violence at home
- disability`,
	}},
	{"approach", map[publish.Lang]string{
		publish.Polish: `Pierwsza grupa powstała w 2002 roku z inicjatywy pracownika socjalnego. Objęła osoby wykluczone społecznie, naznaczone i bezradne.

Na tym polega ta metoda: „dawcami” i „biorcami” pomocy są członkowie danej grupy, którzy wzajemnie się wspierają, dzielą wiedzą na temat osobistych trudności, wspólnie doszukują się skutecznych rozwiązań, podejmują przedsięwzięcia i zadania.

Zasady:
- udział jest dobrowolny
- grupy samopomocowe o charakterze dyskusyjnym

Kolejne kroki:
1. diagnoza osób, które przychodzą do Ośrodka
2. każda pracownica i każdy pracownik socjalny wskazuje kandydatki i kandydatów
3. Ośrodek zaprasza kandydatki i kandydatów i mówi im, jakie mają możliwości i co to daje
4. zaproszenie na pierwsze spotkanie
5. dobrowolny udział
6. spotkania grupy
7. systematyczna ewaluacja

Co daje takie podejście:
- współpraca pomiędzy klientem a pracownikiem OPS
- pracownik socjalny w pełni zaangażowany w zmianę zachowań podopiecznych, poświęca czas poza godzinami pracy, pogłębia wiedzę o metodyce pracy z klientami
- uczestnicy dzielą się swoimi osiągnięciami przed przedstawicielami innych instytucji, z których pomocy korzystają (sąd, policja, kuratorzy, służba zdrowia)
- nawiązano partnerską współpracę między Komisariatem Policji, Sądem Rodzinnym, NZOZ a OPS`,
		publish.Ukrainian: `Перша група виникла у 2002 році за ініціативою соціального працівника. Вона охопила людей, соціально виключених, затаврованих і безпорадних.

У цьому суть методу: допомогу і «дають», і «беруть» самі учасниці й учасники групи. Вони підтримують одне одного, діляться знанням про власні труднощі, разом шукають дієвих рішень, беруться за справи й завдання.

Засади:
- участь добровільна
- групи самодопомоги мають характер розмови

Кроки:
1. оцінка потреб людей, які приходять до центру
2. кожна соціальна працівниця і кожен соціальний працівник називає, кого варто запросити
3. центр запрошує цих людей і розповідає, які є можливості і що це дає
4. запрошення на першу зустріч
5. добровільна участь
6. зустрічі групи
7. систематична оцінка

Що дає такий підхід:
- співпраця між людиною, яка звертається по допомогу, і працівницею чи працівником центру
- соціальна працівниця чи соціальний працівник цілком залучається до змін, віддає свій час поза робочими годинами і вчиться методів роботи з людьми
- учасниці й учасники діляться своїми досягненнями перед іншими установами, до яких звертаються (суд, поліція, куратори, охорона здоров’я)
- почалася партнерська співпраця відділку поліції, сімейного суду, закладу охорони здоров’я і центру`,
		publish.English: `The first group came about in 2002 on the initiative of a social worker. It took in people who were excluded, branded and helpless.

This is how the method works: help is both “given” and “taken” by the members of a group. They support each other, share what they know of their own troubles, look together for solutions that work, and take on ventures and tasks.

Principles:
- taking part is voluntary
- the groups are for talking

Step by step:
1. assessment of the people who come to the centre
2. every social worker names whom to invite
3. the centre invites them and tells them what is possible and what it gives
4. invitation to the first meeting
5. voluntary participation
6. meetings of the group
7. systematic evaluation

What this approach gives:
- work in common between those who seek help and the staff of the centre
- social workers take a full part in the change, give time outside working hours, and learn more about ways to work with people
- members share what they achieved with other institutions that help them (court, police, probation officers, health care)
- the police station, the family court, the health centre and the social welfare centre became partners`,
	}},
	{"advice", map[publish.Lang]string{
		publish.Ukrainian: `- докладна оцінка труднощів
- уважний добір учасниць і учасників; хто не відповідає умовам, отримує іншу форму соціальної роботи
- соціальна працівниця чи працівник має час, співчуття і вміння передати знання
- систематична оцінка дій

З ким варто співпрацювати:
- відділок поліції
- сімейний суд
- недержавний заклад охорони здоров’я
- куратори`,
		publish.English: `- a detailed assessment of the troubles
- members chosen with care; whoever does not meet the conditions gets another form of social work
- a social worker who has time, empathy and the skill to pass knowledge on
- systematic evaluation

Whom to work with:
- the police station
- the family court
- a non-public health care centre
- probation officers`,
	}},
}
