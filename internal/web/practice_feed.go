package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strconv"
	"time"

	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// The catalogue for programs: as a feed of what is new, and as data.

// inFeed is how many cards a feed has; inData how many a page of data.
const (
	inFeed = 50
	inData = 100
)

// sendFresh answers with what was made of the catalogue as it is since a
// moment; the zero time leaves the moment out.
func (s *Server) sendFresh(w http.ResponseWriter, r *request, changed time.Time, kind string, body []byte) {
	sum := sha256.Sum256(body)
	// A change within the same second would not be told apart, so the moment is
	// only said once a later one would be another.
	if last := changed.Truncate(time.Second).Add(time.Second); !changed.IsZero() && s.now().After(last) {
		w.Header().Set("Last-Modified", last.UTC().Format(http.TimeFormat))
		if since, err := http.ParseTime(r.Header.Get("If-Modified-Since")); err == nil && r.Header.Get("If-None-Match") == "" && !last.After(since) {
			w.Header().Set("Cache-Control", "no-cache")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	send(w, r, publish.Stored{Type: kind, ETag: base64.RawURLEncoding.EncodeToString(sum[:12]), Identity: body})
}

// atomFeed and what is in it are the elements of RFC 4287.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string         `xml:"id"`
	Title     atomText       `xml:"title"`
	Updated   string         `xml:"updated"`
	Published string         `xml:"published"`
	Author    string         `xml:"author>name"`
	Links     []atomLink     `xml:"link"`
	Category  []atomCategory `xml:"category"`
	Summary   *atomText      `xml:"summary"`
}

type atomText struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// practiceFeed is what was published lately.
func (s *Server) practiceFeed(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		found, err := s.catalogue.Search(r.Context(), s.now(), publish.Query{Most: inFeed})
		if err != nil {
			return err
		}
		var b bytes.Buffer
		b.WriteString(xml.Header)
		if err := xml.NewEncoder(&b).Encode(s.feedOf(lang, found)); err != nil {
			return err
		}
		s.sendFresh(w, r, found.Changed, "application/atom+xml; charset=utf-8", b.Bytes())
		return nil
	}
}

func (s *Server) feedOf(lang publish.Lang, found publish.Found) atomFeed {
	p, page := i18n.For(i18n.Lang(lang)), s.BaseURL+practicePath(lang, "")
	f := atomFeed{
		Lang: string(lang), ID: page, Title: p.T("practice.title"), Subtitle: p.T("practice.list.lead"), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: s.practiceURL(lang, "feed.atom")}, {Rel: "alternate", Type: "text/html", Lang: string(lang), Href: page}},
	}
	for i, e := range found.Rows {
		if i == 0 {
			f.Updated = e.At.UTC().Format(time.RFC3339)
		}
		f.Entries = append(f.Entries, s.feedEntry(lang, e))
	}
	return f
}

func (s *Server) feedEntry(lang publish.Lang, e publish.Entry) atomEntry {
	title, titleLang := e.Title(lang)
	one := atomEntry{
		ID: s.practiceURL(lang, e.Slug), Title: atomText{foreign(lang, titleLang), title}, Author: e.Publisher,
		Updated: e.At.UTC().Format(time.RFC3339), Published: e.FirstAt.UTC().Format(time.RFC3339),
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Lang: string(lang), Href: s.practiceURL(lang, e.Slug)}},
	}
	if a, ok := publish.AreaByCode(e.Area); ok {
		one.Category = append(one.Category, atomCategory{a.Code, a.Name.In(lang)})
	}
	if lead, leadLang := e.Lead(lang); lead != "" {
		one.Summary = &atomText{foreign(lang, leadLang), lead}
	}
	return one
}

// dataPage is a page of the catalogue as data; see schema/.
type dataPage struct {
	Schema    int            `json:"schema"`
	Lang      publish.Lang   `json:"lang"`
	Total     int            `json:"total"`
	Page      int            `json:"page"`
	Pages     int            `json:"pages"`
	Next      string         `json:"next,omitempty"`
	Practices []dataPractice `json:"practices"`
}

type dataPractice struct {
	Slug        string       `json:"slug"`
	URL         string       `json:"url"`
	Card        string       `json:"card"`
	Title       string       `json:"title"`
	TitleLang   publish.Lang `json:"title_lang"`
	Lead        string       `json:"lead,omitempty"`
	LeadLang    publish.Lang `json:"lead_lang,omitempty"`
	Template    string       `json:"template"`
	Areas       []string     `json:"areas"`
	Institution string       `json:"institution"`
	Place       string       `json:"place,omitempty"`
	Voivodeship string       `json:"voivodeship,omitempty"`
	Kinds       []string     `json:"group_kinds,omitempty"`
	MadeUp      bool         `json:"made_up"`
	Edition     int          `json:"edition"`
	FirstAt     time.Time    `json:"first_published_at"`
	At          time.Time    `json:"published_at"`
}

// practiceData is the catalogue as data, narrowed down as the page can be.
func (s *Server) practiceData(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		l := s.readListing(r, lang)
		q := l.query()
		q.Skip, q.Most = (l.page-1)*inData, inData
		found, err := s.catalogue.Search(r.Context(), s.now(), q)
		if err != nil {
			return err
		}
		body, err := json.Marshal(s.dataOf(l, found))
		if err != nil {
			return err
		}
		s.described(w, practicesSchemaPath)
		s.sendFresh(w, r, found.Changed, "application/json", body)
		return nil
	}
}

func (s *Server) dataOf(l listing, found publish.Found) dataPage {
	d := dataPage{Schema: 1, Lang: l.lang, Total: found.Total, Page: l.page, Pages: max(1, (found.Total+inData-1)/inData), Practices: []dataPractice{}}
	if l.page < d.Pages {
		v := l.values()
		v.Set("page", strconv.Itoa(l.page+1))
		d.Next = s.BaseURL + practicePath(l.lang, "") + ".json?" + v.Encode()
	}
	for _, e := range found.Rows {
		one := dataPractice{
			Slug: e.Slug, URL: s.practiceURL(l.lang, e.Slug), Card: s.practiceURL(l.lang, e.Slug) + "/card.json", Template: e.Template,
			Areas: publish.Path(e.Area), Institution: e.Publisher, Place: e.Place, Voivodeship: e.Voivodeship, Kinds: e.Kinds,
			MadeUp: e.MadeUp, Edition: e.No, FirstAt: e.FirstAt.UTC(), At: e.At.UTC(),
		}
		one.Title, one.TitleLang = e.Title(l.lang)
		if one.Lead, one.LeadLang = e.Lead(l.lang); one.Lead == "" {
			one.LeadLang = ""
		}
		d.Practices = append(d.Practices, one)
	}
	return d
}
