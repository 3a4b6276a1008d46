package web

import (
	"time"

	"krag/internal/domain/account"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/public"
)

// say words a key of the help, with the one number that all of it may need.
type say func(key string, args ...any) string

// helpSay gives the words of the help: {n} is the number from which counts of
// people are shown.
func helpSay(r *request) say {
	return func(key string, args ...any) string {
		return r.print.T(key, append(args, "n", stats.InsideThreshold)...)
	}
}

func (t say) points(keys ...string) []string {
	said := make([]string, len(keys))
	for i, key := range keys {
		said[i] = t(key)
	}
	return said
}

func helpStart(t say) []page.Part {
	return []page.Part{
		{ID: "house", Title: t("help.start.house"), Points: t.points("help.start.house_people", "help.start.house_both")},
		{ID: "group", Title: t("help.start.group"), Points: t.points("help.start.group_programme", "help.start.group_names", "help.start.group_protect")},
		{ID: "meetings", Title: t("help.start.meetings"), Points: t.points("help.start.meetings_plan", "help.start.meetings_tell")},
		{ID: "people", Title: t("help.start.people"), Points: t.points("help.start.people_name", "help.start.people_link", "help.start.people_host")},
		{ID: "take", Title: t("help.start.take"), Points: t.points("help.start.take_card", "help.start.take_read", "help.start.take_own"), Links: []kit.Link{
			{Text: t("import.schema"), Href: programmeSchemaPath},
		}},
	}
}

func helpAttendance(t say) []page.Part {
	return []page.Part{
		{ID: "how", Title: t("help.attendance.how"), Points: t.points(
			"help.attendance.how_open", "help.attendance.how_count", "help.attendance.how_first", "help.attendance.how_names",
		)},
		{ID: "later", Title: t("help.attendance.later"), Points: t.points("help.attendance.later_correct", "help.attendance.later_two", "help.attendance.later_cancel")},
		{ID: "signal", Title: t("help.attendance.signal"), Points: t.points("help.attendance.signal_open", "help.attendance.signal_keep", "help.attendance.signal_send")},
		{ID: "paper", Title: t("help.attendance.paper"), Points: t.points("help.attendance.paper_print", "help.attendance.paper_sign", "help.attendance.paper_copy")},
		{ID: "why", Title: t("help.attendance.why"), Points: t.points("help.attendance.why_group", "help.attendance.why_report")},
	}
}

func helpRooms(t say) []page.Part {
	return []page.Part{
		{ID: "book", Title: t("help.rooms.book"), Points: t.points("help.rooms.book_one", "help.rooms.book_series", "help.rooms.book_taken", "help.rooms.book_keep")},
		{ID: "change", Title: t("help.rooms.change"), Points: t.points("help.rooms.change_date", "help.rooms.change_meetings", "help.rooms.change_back")},
		{ID: "seen", Title: t("help.rooms.seen"), Points: t.points("help.rooms.seen_names", "help.rooms.seen_private", "help.rooms.seen_door")},
		{ID: "keys", Title: t("help.rooms.keys"), Points: t.points("help.rooms.keys_hand", "help.rooms.keys_duty", "help.rooms.keys_agree")},
		{ID: "ready", Title: t("help.rooms.ready"), Points: t.points("help.rooms.ready_hours", "help.rooms.ready_lend", "help.rooms.ready_use")},
	}
}

func helpPlans(t say) []page.Part {
	return []page.Part{
		{ID: "choose", Title: t("help.plans.choose"), Points: t.points("help.plans.choose_meeting", "help.plans.choose_near", "help.plans.choose_read")},
		{ID: "lead", Title: t("help.plans.run"), Points: t.points("help.plans.run_phone", "help.plans.run_clock", "help.plans.run_offline", "help.plans.run_paper")},
		{ID: "own", Title: t("help.plans.own"), Points: t.points("help.plans.own_copy", "help.plans.own_share", "help.plans.own_names")},
	}
}

func helpStages(t say) []page.Part {
	var each []string
	for _, stage := range group.Stages {
		each = append(each, t("help.stages.one", "stage", t(i18n.Key("group.stages", string(stage))), "hint", t(i18n.Key("group.stage_hints", string(stage)))))
	}
	return []page.Part{
		{ID: "each", Title: t("help.stages.each"), Points: each},
		{ID: "change", Title: t("help.stages.change"), Points: t.points("help.stages.change_step", "help.stages.change_date", "help.stages.change_back")},
		{ID: "way", Title: t("help.stages.way"), Points: t.points("help.stages.way_seats", "help.stages.way_facts", "help.stages.way_people", "help.stages.way_end")},
	}
}

func helpHosting(t say) []page.Part {
	return []page.Part{
		{ID: "does", Title: t("help.hosting.does"), Points: t.points("help.hosting.does_today", "help.hosting.does_count")},
		{ID: "sees", Title: t("help.hosting.sees"), Points: t.points("help.hosting.sees_own", "help.hosting.sees_keep", "help.hosting.sees_not")},
		{ID: "ask", Title: t("help.hosting.help"), Points: t.points("help.hosting.help_ask", "help.hosting.help_danger")},
		{ID: "pass", Title: t("help.hosting.pass"), Points: t.points("help.hosting.pass_say", "help.hosting.pass_role", "help.hosting.pass_key")},
	}
}

// helpRoles says of each role what it is, how long it takes and what it is not.
func helpRoles(t say) (parts []page.Part) {
	for _, role := range group.Roles {
		parts = append(parts, page.Part{
			ID: string(role), Title: capital(t(i18n.Key("turn.things", string(role)))),
			Points: []string{t(i18n.Key("help.roles.does", string(role))), t(i18n.Key("help.roles.takes", string(role))), t(i18n.Key("help.roles.not", string(role)))},
		})
	}
	return append(parts, page.Part{ID: "all", Title: t("help.roles.all"), Points: t.points("help.roles.all_few", "help.roles.all_turn", "help.roles.all_back")})
}

func helpLink(t say) []page.Part {
	days := int(account.MemberLife / (24 * time.Hour))
	return []page.Part{
		{ID: "opens", Title: t("help.link.opens"), Points: t.points("help.link.opens_next", "help.link.opens_do")},
		{ID: "keep", Title: t("help.link.keep"), Points: []string{t("help.link.keep_own"), t("help.link.keep_stays", "n", days), t("help.link.keep_history")}},
		{ID: "lost", Title: t("help.link.lost"), Text: t("help.link.lost_say")},
	}
}

func helpForget(t say) []page.Part {
	return []page.Part{
		{ID: "how", Title: t("help.forget.how"), Points: t.points("help.forget.how_self", "help.forget.how_ask")},
		{ID: "gone", Title: t("help.forget.gone"), Points: t.points("help.forget.gone_name", "help.forget.gone_ticks", "help.forget.gone_links")},
		{ID: "stays", Title: t("help.forget.stays"), Points: t.points("help.forget.stays_counts", "help.forget.stays_journal", "help.forget.stays_paper")},
		{ID: "back", Title: t("help.forget.back"), Points: t.points("help.forget.back_only", "help.forget.back_new")},
	}
}

func helpNumbers(t say) []page.Part {
	return []page.Part{
		{ID: "when", Title: t("help.numbers.when"), Points: t.points("help.numbers.when_few", "help.numbers.when_sum", "help.numbers.when_who", "help.numbers.when_words", "help.numbers.when_not")},
		{ID: "what", Title: t("help.numbers.what"), Points: t.points("help.numbers.what_fine", "help.numbers.what_report")},
	}
}

func helpComfort(t say) []page.Part {
	return []page.Part{
		{ID: "see", Title: t("help.comfort.see"), Points: t.points("help.comfort.see_zoom", "help.comfort.see_contrast", "help.comfort.see_reader")},
		{ID: "hands", Title: t("help.comfort.hands"), Points: t.points("help.comfort.hands_keys", "help.comfort.hands_touch")},
		{ID: "calm", Title: t("help.comfort.calm"), Points: t.points("help.comfort.calm_language", "help.comfort.calm_print")},
	}
}
