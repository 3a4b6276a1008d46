// Package i18n speaks for Krąg: texts in Polish, Ukrainian and English, their
// plurals, and dates, times, numbers, money, lists and sorting as each
// language has them. It decides nothing; it only words.
//
// Texts live in catalogue/<language>/<area>.toml. The file's name is the first
// part of the key, tables are the next parts: `title` under `[edit]` in
// group.toml is "group.edit.title". A place is written {name}. A message with
// plural forms is a table with the forms of whole numbers:
//
//	[people]                       # group.people, asked for with N
//	one  = "{n} osoba"             # pl and uk: one, few, many; en: one, other
//	few  = "{n} osoby"
//	many = "{n} osób"
//
// In plural forms {n} is the number in digits, and {w} the number in words up
// to twenty ({W} with a capital): {w} counts feminine nouns, {wn} neuter, {wm}
// masculine, {wp} persons in the masculine-personal gender.
//
// No-break spaces after one-letter words, between a number and its word and
// before a dash set themselves; write \u00a0 where another is needed. Quotes are
// „…” in Polish, «…» in Ukrainian and “…” in English.
//
// A key stands in the code as a whole string literal, so that a test can find
// missing and unused ones. Where the last part comes from a closed set of
// values, write i18n.Key("group.state", string(s)): all keys below
// "group.state." then count as used.
package i18n
