package web

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain/publish"
)

// inSitemap is how many cards a part of the map of the site has. Each stands
// there in every language; 50,000 addresses is the most a part may have.
const inSitemap = 5000

// urlSet and siteIndex are the elements of the protocol of sitemaps.org.
type urlSet struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string    `xml:"xmlns:xhtml,attr"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string          `xml:"loc"`
	LastMod string          `xml:"lastmod,omitempty"`
	Others  []siteAlternate `xml:"xhtml:link"`
}

type siteAlternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type siteIndex struct {
	XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []sitePart `xml:"sitemap"`
}

type sitePart struct {
	Loc string `xml:"loc"`
}

// siteRead is the map of the site: all of it, or an index of its parts when it
// is too long for one.
func (s *Server) siteRead(w http.ResponseWriter, r *request) error {
	part := 0
	if p := r.FormValue("part"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 1_000_000 {
			return notFound()
		}
		part = n
	}
	found, err := s.catalogue.Search(r.Context(), s.now(), publish.Query{Skip: max(0, part-1) * inSitemap, Most: inSitemap})
	if err != nil {
		return err
	}
	var tree any = s.siteIndexOf(found.Total)
	if part > 0 || found.Total <= inSitemap {
		tree = s.urlSetOf(found, part <= 1)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(tree); err != nil {
		return err
	}
	s.sendFresh(w, r, found.Changed, "application/xml; charset=utf-8", b.Bytes())
	return nil
}

func (s *Server) siteIndexOf(total int) (index siteIndex) {
	for n := range (total + inSitemap - 1) / inSitemap {
		index.Parts = append(index.Parts, sitePart{s.BaseURL + "/sitemap.xml?part=" + strconv.Itoa(n+1)})
	}
	return index
}

// urlSetOf lists cards, and at the beginning the pages that lead to them.
func (s *Server) urlSetOf(found publish.Found, first bool) urlSet {
	set := urlSet{XHTML: "http://www.w3.org/1999/xhtml"}
	if first {
		set.URLs = append(set.URLs, s.inEveryLanguage("", time.Time{})...)
		set.URLs = append(set.URLs, s.inEveryLanguage("map", time.Time{})...)
	}
	for _, e := range found.Rows {
		set.URLs = append(set.URLs, s.inEveryLanguage(e.Slug, e.At)...)
	}
	return set
}

// inEveryLanguage are the addresses of one page, each with all of them.
func (s *Server) inEveryLanguage(slug string, at time.Time) (urls []siteURL) {
	var others []siteAlternate
	for _, lang := range publish.Langs {
		others = append(others, siteAlternate{"alternate", string(lang), s.BaseURL + practicePath(lang, slug)})
	}
	for _, o := range others {
		u := siteURL{Loc: o.Href, Others: others}
		if !at.IsZero() {
			u.LastMod = at.UTC().Format(time.RFC3339)
		}
		urls = append(urls, u)
	}
	return urls
}

// openPaths are what a search engine may read. Everything else is refused:
// private links must not be found, not even by whoever was sent one.
var openPaths = []string{"/pl/practices", "/uk/practices", "/en/practices", "/practices", "/static/", "/help", "/privacy", "/accessibility", "/sitemap.xml"}

func (s *Server) robotsRead(w http.ResponseWriter, r *request) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, path := range openPaths {
		b.WriteString("Allow: " + path + "\n")
	}
	b.WriteString("Disallow: /\n\nSitemap: " + s.BaseURL + "/sitemap.xml\n")
	s.sendFresh(w, r, time.Time{}, "text/plain; charset=utf-8", []byte(b.String()))
	return nil
}
