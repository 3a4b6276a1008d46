package kit

import (
	"strings"

	"krag/internal/i18n"
)

// locales name the languages as Open Graph does.
var locales = map[i18n.Lang]string{i18n.Polish: "pl_PL", i18n.Ukrainian: "uk_UA", i18n.English: "en_GB"}

// preloads are the fonts the first lines of a page need, in each language.
var preloads = map[i18n.Lang][]string{
	i18n.Polish:    {serifLatin, sansLatin, sansLatinExt},
	i18n.Pseudo:    {serifLatin, sansLatin, sansLatinExt},
	i18n.Ukrainian: {serifCyrillic, sansCyrillic},
	i18n.English:   {serifLatin, sansLatin},
}

const (
	serifLatin    = "fonts/source-serif-4-latin-opsz-normal.woff2"
	serifCyrillic = "fonts/source-serif-4-cyrillic-opsz-normal.woff2"
	sansLatin     = "fonts/source-sans-3-latin-wght-normal.woff2"
	sansLatinExt  = "fonts/source-sans-3-latin-ext-wght-normal.woff2"
	sansCyrillic  = "fonts/source-sans-3-cyrillic-wght-normal.woff2"
)

var noticeIcons = map[NoticeKind]Icon{Info: IconInfo, Done: IconCheck, Warning: IconWarning}

// behind reports whether the page lies behind a door of the navigation. The own
// group of a host is a door itself, below the one that hosts do not have.
func (p Page) behind(href string) bool {
	path, _, _ := strings.Cut(p.Path, "?")
	return href == p.Here || href == path
}

// current tells a page of the navigation from a page below it.
func current(href, path string) string {
	path, _, _ = strings.Cut(path, "?")
	if path == href {
		return "page"
	}
	return "true"
}

// printedLine heads a printed page: whose house, and what the page adds.
func (p Page) printedLine() string {
	if p.Institution == "" || p.Printed == "" || p.Sensitive {
		return p.Printed
	}
	return p.Institution + ". " + p.Printed
}
