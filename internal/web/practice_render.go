package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"krag/internal/bundle"
	"krag/internal/document"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/practice"
)

// Render makes everything that is published of a card: the page and the files
// in every language. It holds no transaction and reads no database.
func (s *Server) Render(ctx context.Context, zone *time.Location, editions map[publish.Lang]publish.Edition) (all []publish.Rendering, err error) {
	for _, lang := range publish.Langs {
		e := editions[lang]
		html, err := s.renderPage(ctx, zone, e)
		if err != nil {
			return nil, err
		}
		all = append(all, html)
		card := document.Card{Edition: e, Address: s.practiceURL(lang, e.Slug), Zone: zone}
		for _, form := range []string{publish.AsPDF, publish.AsDOCX, publish.AsJSON} {
			f, err := card.As(form)
			if err != nil {
				return nil, err
			}
			all = append(all, f)
		}
		template, err := s.renderTemplate(e)
		if err != nil {
			return nil, err
		}
		all = append(all, template)
	}
	return all, nil
}

// renderPage makes the page that everybody reads.
func (s *Server) renderPage(ctx context.Context, zone *time.Location, e publish.Edition) (publish.Rendering, error) {
	linked, err := linkedData(s.practiceURL(e.Lang, e.Slug), e)
	if err != nil {
		return publish.Rendering{}, err
	}
	p := s.openFrame(e.Lang, e.Title, func(lang publish.Lang) string { return practicePath(lang, e.Slug) })
	p.Description, p.Linked, p.Canonical = e.Lead, linked, s.practiceURL(e.Lang, e.Slug)
	p.Crumbs = s.practiceCrumbs(e)
	read := page.Read{Page: p, Body: cardBody(e, zone, nil)}
	read.Take = kit.Link{Text: p.T("practice.take"), Href: practicePath(e.Lang, e.Slug) + "/" + templateFile}
	read.TakeHow = p.T("practice.take_how")
	for _, form := range []string{publish.AsPDF, publish.AsDOCX, publish.AsJSON} {
		read.Files = append(read.Files, kit.Link{Text: p.T(i18n.Key("practice.files", form)), Href: practicePath(e.Lang, e.Slug) + "/card." + form})
	}
	var b bytes.Buffer
	if err := read.Render(ctx, &b); err != nil {
		return publish.Rendering{}, err
	}
	return publish.Rendering{Lang: e.Lang, Form: publish.AsPage, Type: "text/html; charset=utf-8", Body: b.Bytes()}, nil
}

// renderTemplate makes the file by which others take the programme over. It is
// made of what is published and of nothing else.
func (s *Server) renderTemplate(e publish.Edition) (publish.Rendering, error) {
	var kind publish.Template
	for _, t := range s.Cards.Templates() {
		if t.ID == e.Template {
			kind = t
		}
	}
	print, address := i18n.For(i18n.Lang(e.Lang)), s.practiceURL(e.Lang, e.Slug)
	parcel := bundle.Template(e, kind, address, bundle.Words{
		Source: print.T("import.source", "title", e.Title, "publisher", e.Publisher.Name, "address", address),
		Group:  func(n int) string { return print.T("import.group", "n", n) },
	})
	content, err := bundle.Write(parcel, "")
	return publish.Rendering{Lang: e.Lang, Form: publish.AsBundle, Type: "application/json", Body: content}, err
}

// practiceCrumbs lead through the tree of areas.
func (s *Server) practiceCrumbs(e publish.Edition) []kit.Link {
	p := i18n.For(i18n.Lang(e.Lang))
	crumbs := []kit.Link{{Text: p.T("practice.title"), Href: practicePath(e.Lang, "")}}
	for _, code := range e.Areas {
		if a, ok := publish.AreaByCode(code); ok {
			crumbs = append(crumbs, kit.Link{Text: a.Name.In(e.Lang), Href: practicePath(e.Lang, "") + "?area=" + code})
		}
	}
	return crumbs
}

// openFrame is the frame of a page for everybody: nothing in it depends on who
// reads.
func (s *Server) openFrame(lang publish.Lang, title string, in func(publish.Lang) string) kit.Page {
	print := i18n.For(i18n.Lang(lang))
	p := kit.Page{
		Printer: print, Title: title, Public: true, ExitTo: s.ExitTo,
		Nav: []kit.NavItem{{Text: print.T("nav.practices"), Href: practicePath(lang, "")}},
	}
	p.Here = practicePath(lang, "")
	for _, l := range publish.Langs {
		p.Translations = append(p.Translations, kit.Translation{Lang: i18n.Lang(l), Href: in(l)})
	}
	return p
}

// practicePath is the public address of a card, or of the catalogue.
func practicePath(lang publish.Lang, slug string) string {
	if slug == "" {
		return "/" + string(lang) + "/practices"
	}
	return "/" + string(lang) + "/practices/" + slug
}

// practiceURL is the same as people reach it.
func (s *Server) practiceURL(lang publish.Lang, slug string) string {
	if slug == "" {
		return s.BaseURL + practicePath(lang, "") + "/"
	}
	return s.BaseURL + practicePath(lang, slug)
}

// linkedData says to search engines what a card is, in the words of
// schema.org.
func linkedData(url string, e publish.Edition) (string, error) {
	data := map[string]any{
		"@context": "https://schema.org", "@type": "Article", "url": url, "headline": e.Title, "inLanguage": string(e.Lang),
		"datePublished": e.FirstAt.UTC().Format(time.RFC3339), "dateModified": e.At.UTC().Format(time.RFC3339),
		"publisher": map[string]string{"@type": "Organization", "name": e.Publisher.Name},
	}
	if e.Lead != "" {
		data["description"] = e.Lead
	}
	content, err := json.Marshal(data) // escapes what could end the element it stands in
	return string(content), err
}

// Look names everything besides a card itself that its page depends on: the
// styles and scripts of this program, and where people reach it.
func Look(baseURL string) string {
	sum := sha256.Sum256([]byte(kit.Asset("krag.css") + kit.Asset("krag.js") + kit.Asset("mark.svg") + baseURL + cardMarkup))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// cardMarkup is raised when the markup of a card's page or its files change.
const cardMarkup = "3"

// Rerender renders old cards anew; see publish.Service.Rerender.
func (s *Server) Rerender(ctx context.Context) (int, error) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		return 0, err
	}
	return s.Cards.Rerender(ctx, func(ctx context.Context, editions map[publish.Lang]publish.Edition) ([]publish.Rendering, error) {
		return s.Render(ctx, zone, editions)
	})
}
