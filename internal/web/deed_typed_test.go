package web_test

import "krag/internal/domain"

// typed is what forms ask for, by the pattern of their route.
var typed = map[string][]string{
	"/groups/new":                                  {"name", "Nowa", "neutral", "Wtorki", "kind", "loneliness", "character", "discussion"},
	"/staff/{id}":                                  {"roles", "manager"},
	"/institution/edit":                            {"name", "Dom nad stawem", "place", "Sitno"},
	"/people/{id}/edit":                            {"pseudonym", "Wilga"},
	"/groups/{id}/edit":                            {"rhythm", "co drugi wtorek"},
	"/groups/{id}/stage":                           {"stage", "independent"},
	"/groups/{id}/stage/back":                      {"why", "wpisany za wcześnie"},
	"/groups/{id}/close":                           {"reason", "not_needed", "onward", "own"},
	"/groups/{id}/members/new":                     {"pseudonym", "Dzięcioł"},
	"/groups/{id}/meetings/new":                    {"step", "plan", "keep", "2026-03-10", "keep", "2026-03-17"},
	"/groups/{id}/meetings/{series}/end":           {"step", "end"},
	"/meetings/{id}/edit":                          {"place", "sala kominkowa"},
	"/meetings/{id}/attendance":                    {"total", "5"},
	"/me/contact":                                  {"channel", "sms", "sms", "600 100 200"},
	"/people/{id}/contact":                         {"channel", "word", "letter", ""},
	"/messages/{id}/answer":                        {"step", "told"},
	"/account/contact":                             {"channel", "email", "email", "dom@example.org"},
	"/groups/{id}/handover/tasks/new":              {"text", "Oddać klucz."},
	"/groups/{id}/handover/tasks/{task}":           {"text", "Oddać oba klucze."},
	"/groups/{id}/handover/edit":                   {"until_day", "1", "until_month", "6", "until_year", "2026"},
	"/groups/{id}/agreement/agree":                 {"present", "7"},
	"/groups/{id}/agreement/edit":                  {"rule_1", "Gdy komuś coś grozi, prosimy o pomoc."},
	"/groups/{id}/mutual/{help}/edit":              {"words", "Podwiozę w piątki."},
	"/groups/{id}/mutual/{help}/end":               {"end", "drop"},
	"/groups/{id}/ventures/new":                    {"title", "Ogródek przy bibliotece"},
	"/groups/{id}/ventures/{venture}/edit":         {"title", "Ogródek za biblioteką"},
	"/groups/{id}/ventures/{venture}/state":        {"to", "under_way"},
	"/groups/{id}/ventures/{venture}/tasks/new":    {"text", "Kupić nasiona."},
	"/groups/{id}/ventures/{venture}/tasks/{task}": {"text", "Kupić ziemię."},
	"/me/ventures/{venture}/tasks/{task}":          {"do", "take"},
	"/me/mutual/new":                               {"kind", "request", "words", "Szukam płaszcza."},
	"/me/mutual/{help}/edit":                       {"words", "Szukam kurtki."},
	"/me/mutual/{help}/end":                        {"end", "drop"},
	"/me/name":                                     {"pseudonym", "Sójka"},
	"/programmes/new":                              {"title", "Ogród", "slug", ""},
	"/programmes/{slug}/edit":                      {"started_year", "2025"},
	"/programmes/{slug}/record/{section}":          {"items", "Miejsce do spotkań"},
	"/programmes/{slug}/outcomes/new":              {"indicator", "Spotykają się dalej", "form", "group"},
	"/outcomes/{id}/edit":                          {"when", "po roku"},
	"/programmes/{slug}/costs/new":                 {"item", "Herbata", "category", "materials", "amount", "12,50"},
	"/costs/{id}/edit":                             {"amount", "13"},
	"/programmes/{slug}/funds/new":                 {"funder", "Gmina"},
	"/funds/{id}/edit":                             {"amount", "1000"},
	"/cards/{id}/area":                             {"area", "culture"},
	"/cards/{id}/sections/{section}":               {"text", "Zacznijcie od rozmowy."},
	"/cards/{id}/words":                            {"number", toldInWords.Key(), "step", "people", "reason", "jest w sprawozdaniu"},
	"/cards/{id}/exact/{what}":                     {"reason", "jest w sprawozdaniu"},
	"/programmes/{slug}/strategies/new":            {"title", "Strategia", "from", "2020"},
	"/strategies/{id}/edit":                        {"to", "2031"},
	"/programmes/{slug}/premises/new":              {"text", "Dostaliśmy klucz", "kind", "room"},
	"/premises/{id}/edit":                          {"on_year", "2024"},
	"/programmes/{slug}/partners":                  {"name_1", "Szkoła", "kind_1", "school"},
	"/programmes/{slug}/contact":                   {"email", "dom@example.org"},
	"/programmes/{slug}/attachments/new":           {"about", "Uchwała"},
	"/attachments/{id}/edit":                       {"about", "Uchwała z podpisem"},
	"/readiness/items/{item}":                      {"state", "done", "evidence", "Kwota w planie"},
	"/readiness/allies":                            {"name_1", "Biblioteka", "gives_1", "salę"},
	"/trainings/new":                               {"topic", "Rozmowa", "held_year", "2025"},
	"/trainings/{id}/edit":                         {"hours", "1,5"},
	"/buildings/new":                               {"name", "Dom nad stawem"},
	"/buildings/{id}/edit":                         {"address", "Stawowa 2"},
	"/rooms/new":                                   {"name", "Sala z piecem", "capacity", "12", "house_name", "Dom nad stawem"},
	"/rooms/{id}/edit":                             {"floor", "poddasze"},
	"/rooms/{id}/hours":                            {"when", "week", "mon", "8-16", "same", "yes"},
	"/rooms/{id}/closures/new":                     {"from_day", "9", "from_month", "3", "from_year", "2026", "reason", "malowanie"},
	"/rooms/{id}/photo/edit":                       {"says", "Jasna sala"},
	"/equipment/new":                               {"name", "Rzutnik", "kind", "item"},
	"/equipment/{id}/edit":                         {"mark", "DK 7"},
	"/equipment/{id}/state":                        {"state", "damaged", "said", "pęknięta obudowa"},
	"/equipment/{id}/lend":                         {"to", "named", "named", "szkoła", "due_day", "24", "due_month", "3", "due_year", "2026"},
	"/keys/{id}/edit":                              {"kept", "w szafce"},
	"/keys/{id}/hand-over":                         {"to", "named", "named", "portiernia"},
	"/bookings/{id}/duty":                          {"opens", "key", "locks", "host"},
	"/bookings/{id}/answer":                        {"step", "approved"},
	"/rooms/{id}/import":                           {"title", "Zajęcia szkoły"},
	"/institution/messages":                        {"mode", "test", "rounds", "2880", "sender", "Terminy"},
	"/groups/{id}/reminders":                       {"reminders", "own", "minutes", "120"},
	"/groups/{id}/members/{person}/turns/ready":    {"roles", "opener", "most", "5"},
	"/groups/{id}/members/{person}/turns/away":     {"from_day", "24", "from_month", "3", "from_year", "2026"},
	"/me/turns/ready":                              {"roles", "timekeeper", "most", "1"},
	"/me/turns/away":                               {"from_day", "24", "from_month", "3", "from_year", "2026", "until_day", "25", "until_month", "3", "until_year", "2026"},
	"/groups/{id}/turns/{meeting}":                 {"timekeeper", ""},
	"/groups/{id}/turns/roles":                     {"roles", "opener", "given", "keep"},
	"/groups/{id}/notice":                          {"say", "call"},
	"/groups/{id}/notice/preview":                  {"say", "closed"},
	"/institution/messages/words/{form}/{lang}":    {"subject", "Do zobaczenia: {when}", "line", "Do zobaczenia {when}."},
	"/plans/new":                                   {"title", "Przy oknie", "aim", "Żeby pobyć razem.", "step_1_title", "Powitanie", "step_1_minutes", "20", "step_1_do", "Przywitaj się."},
	"/plans/{plan}/edit":                           {"watch", "Kto milczy, ma prawo."},
	"/meetings/{id}/plan/choose":                   {"plan", "another", "any", "pl:first-meeting"},
	"/me/contact/preview":                          neutralContact,
	"/people/{id}/contact/preview":                 neutralContact,
	"/kinds/new":                                   {"name", "rodzice nastolatków", "alike", "other"},
	"/kinds/{kind}/edit":                           {"indicators", "rozmawiają w domu"},
	"/groups/{id}/meetings/counts":                 {"total_1", "5"},
	"/count/{token}":                               {"total", "5"},
	"/groups/{id}/waiting/new":                     {"pseudonym", "Drozd"},
}

// neutralContact holds no word of the person whose form it is: it comes back to
// whoever sends it.
var neutralContact = []string{"channel", "sms", "sms", "600 100 200", "email", "", "letter", "", "answers", "", "sender", "", "code_word", ""}

func typedAtDoor(e *estate, kind string) []string {
	password := "wiśniowy kompot " + e.tag
	switch kind {
	case "reset":
		return []string{"password", password, "again", password}
	case "setup":
		login := "kierowniczka-" + domain.NewToken()[:10]
		return []string{"name", "Dom na górce", "profile", "community", "manager", "Jagoda", "login", login, "password", password}
	}
	return nil
}
