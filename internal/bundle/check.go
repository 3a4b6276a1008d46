package bundle

import (
	"maps"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

// check holds a file against the rules of the areas, which are those of the
// forms: what a form would not take does not come in by a file either.
type check struct {
	*Report
	*transfer.Parcel
	templates publish.Templates
	now       time.Time
}

func (c check) all() {
	if c.Kind != transfer.Whole && c.Kind != transfer.Template {
		c.add("kind", "bundle.check.kind", nil)
	}
	if c.Version != transfer.Version {
		c.add("version", "bundle.check.version", nil)
	}
	if c.Origin != nil && !institution.WebAddress(c.Origin.Address) {
		c.add("origin.address", "bundle.check.address", nil)
	}
	c.programme()
	if c.Parcel.Readiness != nil {
		c.readiness(*c.Parcel.Readiness)
	}
	for n, g := range c.Groups {
		c.group(item("groups", n), g)
	}
	for n, o := range c.Outcomes {
		c.outcome(item("outcomes", n), o)
	}
	c.money()
	for n, h := range c.Hints {
		c.hint(item("hints", n), h)
	}
	c.cards()
	for n := range c.Attachments {
		c.attachment(item("attachments", n), &c.Attachments[n])
	}
	c.template()
	if c.Parcel.People != nil {
		c.people(c.Parcel.People)
	}
}

// template asks that a template has nothing in it of those it comes from.
func (c check) template() {
	if c.Kind != transfer.Template {
		return
	}
	for n, g := range c.Groups {
		if len(g.Meetings)+len(g.Outcomes)+len(g.Steps) > 0 || !begunOnly(g) {
			c.add(item("groups", n), "bundle.check.template", nil)
		}
	}
	for name, n := range map[string]int{
		"outcomes": len(c.Outcomes), "funds": len(c.Funds), "costs": len(c.Costs), "cards": len(c.Cards), "attachments": len(c.Attachments),
	} {
		if n > 0 {
			c.add(name, "bundle.check.template", nil)
		}
	}
}

func (c check) programme() {
	p := c.Parcel.Programme
	c.under("programme", institution.NewProgramme{Slug: p.Slug, Title: p.Title}.Check(), nil)
	for _, section := range slices.Sorted(maps.Keys(p.Record)) {
		place := joined("programme.record", shown(section))
		err := institution.CheckSection(institution.Section(section), p.Record[section])
		if domain.KindOf(err) == domain.KindNotFound {
			c.add(place, "bundle.read.unknown", nil)
		}
		c.under(place, err, map[string]string{"items": ""})
		for n, line := range p.Record[section] {
			if line == "" {
				c.add(item(place, n), "bundle.check.empty", nil)
			}
		}
	}
	for n, one := range p.Strategies {
		place := item("programme.strategies", n)
		c.under(place, institution.NewStrategy{Title: one.Title, From: one.From, To: one.To, Note: one.Note}.Check(), nil)
		c.at(joined(place, "attachment"), one.Attachment, len(c.Attachments))
	}
	for n, one := range p.Premises {
		err := institution.NewPremisesStep{Kind: institution.PremisesKind(one.Kind), When: one.When, Text: one.Text}.Check()
		c.under(item("programme.premises", n), err, nil)
	}
	for n, one := range p.Partners {
		c.partner(item("programme.partners", n), one.Name, one.Kind)
	}
	if p.Contact != nil {
		c.under("programme.contact", institution.Contact{Name: p.Contact.Name, Email: p.Contact.Email, Phone: p.Contact.Phone, Web: p.Contact.Web}.Check(), nil)
	}
}

// at asks that something leads to an item of a list that there is.
func (c check) at(place string, to *int, items int) {
	if to != nil && (*to < 0 || *to >= items) {
		c.add(place, "bundle.check.nowhere", domain.Args{"n": items})
	}
}

func (c check) partner(place, name, kind string) {
	if name == "" {
		c.add(joined(place, "name"), "partner.name.missing", nil)
	}
	if kind != "" && !slices.Contains(institution.PartnerKinds, institution.PartnerKind(kind)) {
		c.add(joined(place, "kind"), "partner.kind.unknown", nil)
	}
}

func (c check) readiness(r transfer.Readiness) {
	seen := map[string]bool{}
	for n, one := range r.Items {
		place := item("readiness.items", n)
		if !slices.ContainsFunc(institution.ReadyItems, func(i institution.ReadyItem) bool { return i.Key == one.Item }) || seen[one.Item] {
			c.add(joined(place, "item"), "bundle.check.item", nil)
		}
		seen[one.Item] = true
		state := institution.ReadyState(one.State)
		if state == institution.ReadyOpen {
			c.add(joined(place, "state"), "readiness.state.missing", nil)
		}
		c.under(place, institution.NewReady{Key: one.Item, State: state, Evidence: one.Evidence}.Check(), map[string]string{"reason": "evidence"})
	}
	for n, one := range r.Allies {
		c.partner(item("readiness.allies", n), one.Name, one.Kind)
	}
	for n, one := range r.Trainings {
		err := institution.NewTraining{Topic: one.Topic, On: domain.Moment(one.On), Minutes: one.Minutes, Others: one.People, Record: one.Record}.Check()
		c.under(item("readiness.trainings", n), err, map[string]string{"held": "on", "hours": "minutes", "others": "people"})
	}
}

func (c check) outcome(place string, o transfer.Outcome) {
	form := outcome.Form(o.Form)
	n := outcome.NewOutcome{
		Indicator: o.Indicator, Form: form, Words: o.Words, Who: o.Who, Context: o.Context, When: o.When, Quote: o.Quote, Source: o.Source,
	}
	counts, shares := form == outcome.Count || form == outcome.Share, form == outcome.Share
	c.belongs(joined(place, "count"), o.Count != nil, counts)
	c.belongs(joined(place, "of"), o.Of != nil, shares)
	if form != outcome.Words && o.Words != "" {
		c.add(joined(place, "words"), "bundle.check.form", nil)
	}
	if o.Count != nil {
		n.N = *o.Count
	}
	if o.Of != nil {
		n.Of = *o.Of
	}
	if o.Count == nil && counts || o.Of == nil && shares {
		return // that it is missing says enough
	}
	c.under(place, n.Check(), map[string]string{"n": "count"})
}

// belongs asks that something is there exactly when the form has it.
func (c check) belongs(place string, there, wanted bool) {
	switch {
	case wanted && !there:
		c.add(place, "bundle.read.missing", nil)
	case there && !wanted:
		c.add(place, "bundle.check.form", nil)
	}
}

func (c check) money() {
	for n, one := range c.Funds {
		c.under(item("funds", n), funding.NewFund{Funder: one.Funder, For: one.For, Granted: one.Granted, Amount: domain.Grosze(one.Amount)}.Check(), nil)
	}
	for n, one := range c.Costs {
		place := item("costs", n)
		err := funding.NewCost{Item: one.Item, Category: funding.Category(one.Category), Amount: domain.Grosze(one.Amount), Note: one.Note}.Check()
		c.under(place, err, nil)
		c.at(joined(place, "fund"), one.Fund, len(c.Funds))
	}
}

func (c check) hint(place string, h transfer.Hint) {
	if h.Text == "" {
		c.add(joined(place, "text"), "bundle.check.empty", nil)
	}
	switch h.Kind {
	case transfer.HintIndicator:
	case transfer.HintCost:
		if !slices.Contains(funding.Categories, funding.Category(h.Detail)) {
			c.add(joined(place, "detail"), "cost.category.missing", nil)
		}
	default:
		c.add(joined(place, "kind"), "bundle.check.kind", nil)
	}
}

func (c check) cards() {
	slugs := map[string]bool{}
	for n, one := range c.Cards {
		place := item("cards", n)
		c.under(place, publish.NewCard{Template: one.Template, Slug: one.Slug, Area: one.Area}.Check(c.templates), nil)
		if slugs[one.Slug] {
			c.add(joined(place, "slug"), "card.slug.taken", nil)
		}
		slugs[one.Slug] = true
		c.texts(place, one)
	}
}

func (c check) texts(place string, card transfer.Card) {
	seen := map[[2]string]bool{}
	kind, known := c.templates[card.Template]
	for n, t := range card.Texts {
		at, key := item(joined(place, "texts"), n), [2]string{t.Section, t.Lang}
		if _, ok := kind.Section(t.Section); known && !ok && t.Section != publish.KeyTitle && t.Section != publish.KeyLead || seen[key] {
			c.add(joined(at, "section"), "bundle.check.section", nil)
		}
		seen[key] = true
		if !slices.Contains(publish.Langs, publish.Lang(t.Lang)) {
			c.add(joined(at, "lang"), "bundle.check.lang", nil)
		}
		if most := publish.Longest(t.Section); len([]rune(t.Text)) > most {
			c.add(joined(at, "text"), "field.long", domain.Args{"max": most})
		}
	}
}

// attachment looks into a file as if somebody had just sent it.
func (c check) attachment(place string, a *transfer.Attachment) {
	a.Name = filetype.CleanName(a.Name)
	kind := filetype.Kind(a.Kind)
	switch {
	case a.Name == "":
		c.add(joined(place, "name"), "attachment.name.missing", nil)
	case !slices.Contains(filetype.Kinds, kind):
		c.add(joined(place, "kind"), "bundle.check.kind", nil)
	case a.Size <= 0 || len(a.Content) > 0 && a.Size != int64(len(a.Content)):
		c.add(joined(place, "size"), "bundle.check.size", nil)
	case len(a.Content) > 0:
		file, err := filetype.Read(a.Name+"."+kind.Ending(), a.Content)
		if err != nil || file.Kind != kind {
			c.add(joined(place, "content"), "bundle.check.content", nil)
			return
		}
		a.Content, a.Size, a.Traces = file.Content, int64(len(file.Content)), file.Traces
	}
}
