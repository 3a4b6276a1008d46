// Package kit is what pages are made of: the frame, fields, lists, tables,
// charts and whole pages that many areas share. It knows no area and asks
// nobody: it shows what it is given.
//
// # How to write a page
//
// The page is a templ component that takes a kit.Page and one plain struct:
//
//	templ GroupPage(p kit.Page, g Group) {
//		@kit.Frame(p) {
//			@kit.Head(kit.Heading{Title: g.Name, Lead: g.Lead}) {
//				@kit.Acts() {
//					@kit.Button(kit.Link{Text: p.T("group.plan"), Href: g.PlanHref})
//				}
//			}
//			@kit.Section("next", p.T("group.next")) {
//				@kit.Rows(g.Roles)
//			}
//		}
//	}
//
// kit.Page embeds the *i18n.Printer of the request: p.T, p.N, p.Date. Frame
// puts it into the context, so the components inside it speak the same
// language without being told. A component rendered without a Frame speaks
// Polish, unless its context came from i18n.With.
//
// Texts go into internal/i18n/catalogue/{pl,uk,en}/<area>.toml. A key is a whole
// string literal; see package i18n.
//
// # Forms
//
// A handler builds a kit.Form (action, id of what will be made, version of what
// is changed, problems) and a kit.Field for each question. The id of a field
// is its Name; the error of a field is form.Error(name):
//
//	@kit.Summary(f.Form)            // before the heading; nothing when all is well
//	@kit.Post(f.Form) {
//		@kit.TextInput(f.Title)
//		@kit.DateInput(f.Day)        // read with kit.ReadDate
//		@kit.Bar() {
//			@kit.Submit(p.T("group.save"))
//		}
//	}
//
// What is searched for may be a name, or tell what a group is about. It stands
// in no address, no history and no log of a proxy, so a form with a field for
// words is never sent by GET. Narrow sends it by POST to a route that only
// looks, of the same action and best of the same address as the list:
//
//	@kit.Narrow(kit.Filters{Action: "/people", Search: search, Clear: all})
//	@kit.Grid(found)
//	@kit.Pages(kit.Pager{At: 2, Of: 4, Path: "/people", Sought: fields})
//
// The handler shows what was found with the words in their field, and never
// redirects to an address with them; without words it leads to the list, with
// what else was chosen. A Pager with Sought turns pages by buttons.
//
// After a refusal: form.Problems = kit.Problems(p.Printer, err), Page.Flawed =
// form.Flawed(), the fields keep what was typed, status 422. A Stepper needs
// Form.Steppers, and kit.Step in the handler.
//
// # Layout
//
// Frame puts everything into .wrap. Classes a page may use by itself: narrow
// (36 rem) and text (44 rem) for a column; two for a wide and a narrow column
// beside each other, two two--even for nearly equal ones; part-gap, gap, gap-l
// for air above; lead, quiet, small, num, nb for words; vh for what only screen
// readers need; noprint and onprint. No style attributes and no inline script:
// the content policy forbids them.
//
// Counts of people come as stats.Figure, in a Cell, a Point or an Achieved, so
// that a number too small to be shown is never shown by accident. Discs takes a
// bare number: give it only one that may be seen.
package kit
