package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// readDescription reads what somebody who looks for a group would ask of it.
func readDescription(f *form) group.Description {
	d := group.Description{
		About: f.text("about"), Langs: f.Values["langs"], AccessNote: f.text("access_note"),
		Least: f.countOr("least", group.LeastPeople, group.MostPeople), Most: f.countOr("most", group.LeastPeople, group.MostPeople),
		Visibility: group.Visibility(f.Get("visibility")),
	}
	for _, a := range f.Values["access"] {
		d.Access = append(d.Access, group.Access(a))
	}
	if f.Get("openness") == string(group.Mixed) && f.text("closes_at") != "" {
		d.ClosesAt = f.count("closes_at", 2, group.ClosesAtMost)
	}
	return d
}

// countOr is a count that may be left empty.
func (f *form) countOr(name string, least, most int) int {
	if f.text(name) == "" {
		return 0
	}
	return f.count(name, least, most)
}

// descriptionValues puts a description into the fields of its form.
func descriptionValues(d group.Description, v url.Values) {
	v.Set("about", d.About)
	v.Set("access_note", d.AccessNote)
	v.Set("visibility", string(d.Visibility))
	v["langs"] = d.Langs
	for _, a := range d.Access {
		v.Add("access", string(a))
	}
	for name, n := range map[string]int{"least": d.Least, "most": d.Most, "closes_at": d.ClosesAt} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
}

// showAbout says in sentences what a group is.
func (s *Server) showAbout(r *request, all whole, show *page.Show) {
	d := all.Description
	if d.About != "" {
		show.About.Says = strings.Split(d.About, "\n")
	}
	show.About.Points = aboutPoints(r, all.Group)
	if d.About == "" && len(d.Langs)+len(d.Access)+d.Least+d.Most == 0 {
		show.About.None = r.print.T("group.about.none")
	}
	if s.policy.May(r.actor, group.ActEdit) && all.Stage != group.Closed {
		show.About.Edit = &kit.Link{Text: r.print.T("group.about.edit"), Href: groupPath(all.ID) + "/edit"}
	}
}

func aboutPoints(r *request, g group.Group) (points []string) {
	d, t := g.Description, r.print.T
	if g.Audience != "" {
		points = append(points, capital(sentence(g.Audience)))
	}
	if len(d.Langs) > 0 {
		points = append(points, t("group.about.langs", "langs", r.print.List(spoken(r, d.Langs))))
	}
	if size := sizeWords(r, d); size != "" {
		points = append(points, size)
	}
	if d.ClosesAt > 0 {
		points = append(points, t("group.about.closes", "n", d.ClosesAt))
	}
	for _, a := range d.Access {
		points = append(points, sentence(t(i18n.Key("group.access", string(a)))))
	}
	if d.AccessNote != "" {
		points = append(points, capital(sentence(d.AccessNote)))
	}
	if r.actor.Staff() {
		points = append(points, t(i18n.Key("group.shown_to", string(d.Visibility))))
	}
	return points
}

func sizeWords(r *request, d group.Description) string {
	switch {
	case d.Least > 0 && d.Most > 0:
		return r.print.T("group.about.size", "least", d.Least, "most", d.Most)
	case d.Least > 0:
		return r.print.T("group.about.size_least", "least", d.Least)
	case d.Most > 0:
		return r.print.T("group.about.size_most", "most", d.Most)
	}
	return ""
}

func spoken(r *request, langs []string) (words []string) {
	for _, l := range langs {
		words = append(words, r.print.T(i18n.Key("group.spoken", l)))
	}
	return words
}

var groupFields = []string{
	"neutral", "name", "kind", "character", "openness", "closes_at", "sensitive", "about", "audience", "langs", "least", "most", "access", "access_note",
	"rhythm", "period", "accompanied", "visibility",
}

func (s *Server) groupDifferences(r *request, f *form, stored url.Values) (differences []kit.Difference, err error) {
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	for _, name := range groupFields {
		mine, theirs := answers(f.Values, name), answers(stored, name)
		if name == "closes_at" && f.Get("openness") != string(group.Mixed) {
			mine = ""
		}
		if name == "kind" {
			mine, theirs = kindNamed(r, kinds, mine), kindNamed(r, kinds, theirs)
		}
		if mine != theirs {
			differences = append(differences, kit.Difference{
				Name: r.print.T(i18n.Key("group.field", name)), Mine: groupValue(r, name, mine), Theirs: groupValue(r, name, theirs),
			})
		}
	}
	return differences, nil
}

func kindNamed(r *request, all []group.KindEntry, code string) string {
	if k, there := group.FindKind(all, group.Kind(code)); there {
		return kindName(r, k)
	}
	return code
}

// answers are what a question was answered with, several in one order.
func answers(v url.Values, name string) string {
	return strings.TrimSpace(strings.Join(slices.Sorted(slices.Values(v[name])), " "))
}

// groupValue words a field's value as the form does.
func groupValue(r *request, name, value string) string {
	families := map[string]string{
		"character": i18n.Key("group.characters", value), "openness": i18n.Key("group.opennesses", value),
		"visibility": i18n.Key("group.visibilities", value),
	}
	switch {
	case name == "sensitive" && value == "":
		return r.print.T("group.sensitive_no")
	case name == "sensitive":
		return r.print.T("group.sensitive_yes")
	case value == "":
		return "–"
	case name == "langs" || name == "access":
		return severalValues(r, name, value)
	case r.print.Has(families[name]):
		return r.print.T(families[name])
	}
	return value
}

// severalValues words the answers to a question that has several.
func severalValues(r *request, name, value string) string {
	var words []string
	for code := range strings.FieldsSeq(value) {
		key := i18n.Key("group.langs", code)
		if name == "access" {
			key = i18n.Key("group.access", code)
		}
		if r.print.Has(key) {
			words = append(words, r.print.T(key))
		}
	}
	return r.print.List(words)
}
