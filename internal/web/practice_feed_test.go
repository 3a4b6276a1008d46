package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain/publish"
)

// element is any element of an XML document.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	In      []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (e element) all(name string) (found []element) {
	for _, in := range e.In {
		if in.XMLName.Local == name {
			found = append(found, in)
		}
	}
	return found
}

func (e element) attr(name string) string {
	i := slices.IndexFunc(e.Attrs, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attrs[i].Value
}

// elements reads a whole document strictly.
func elements(t *testing.T, body []byte) (root element) {
	t.Helper()
	if err := xml.Unmarshal(body, &root); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(body)); ; {
		if _, err := d.Token(); err == io.EOF {
			return root
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestFeedIsAtom asks for what RFC 4287 asks of a feed and of its entries.
func TestFeedIsAtom(t *testing.T) {
	a := startApp(t)
	a.shelf()
	got := a.visitor().get("/uk/practices/feed.atom").is(200)
	if kind := got.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/atom+xml") {
		t.Errorf("type %s", kind)
	}
	feed := elements(t, got.body)
	if feed.XMLName != (xml.Name{Space: "http://www.w3.org/2005/Atom", Local: "feed"}) || len(feed.all("entry")) != 3 {
		t.Fatalf("%v with %d entries", feed.XMLName, len(feed.all("entry")))
	}
	ids := map[string]bool{}
	for _, e := range append(feed.all("entry"), feed) {
		for _, name := range []string{"id", "title", "updated"} {
			if one := e.all(name); len(one) != 1 || one[0].Text == "" {
				t.Errorf("%s has %d times %s", e.XMLName.Local, len(one), name)
			}
		}
		if _, err := time.Parse(time.RFC3339, e.all("updated")[0].Text); err != nil {
			t.Error(err)
		}
		if id := e.all("id")[0].Text; !strings.HasPrefix(id, a.URL()+"/uk/practices") || ids[id] {
			t.Errorf("id %s", id)
		}
		ids[e.all("id")[0].Text] = true
		if e.XMLName.Local == "entry" && (len(e.all("author")) != 1 || e.all("author")[0].all("name")[0].Text == "" || e.all("link")[0].attr("rel") != "alternate") {
			t.Errorf("an entry without an author or a link: %+v", e)
		}
	}
	if self := feed.all("link")[0]; self.attr("rel") != "self" || self.attr("href") != a.URL()+"/uk/practices/feed.atom" {
		t.Errorf("self: %+v", self)
	}
	if first := feed.all("entry")[0].all("title")[0]; first.Text != "Klub pracy" || first.attr("lang") != "pl" {
		t.Errorf("the newest: %+v", first)
	}
}

// TestDataFitsItsSchema holds the data against the schema: the fields that are
// there against those that are allowed and those that must be.
func TestDataFitsItsSchema(t *testing.T) {
	a := startApp(t)
	a.shelf()
	type object struct {
		Required   []string `json:"required"`
		Properties map[string]json.RawMessage
	}
	var schema, item object
	a.must(json.Unmarshal(a.visitor().get("/practices.schema.json").is(200).body, &schema))
	var list struct{ Items object }
	a.must(json.Unmarshal(schema.Properties["practices"], &list))
	item = list.Items
	fits := func(o object, got map[string]any) {
		t.Helper()
		for name := range got {
			if o.Properties[name] == nil {
				t.Errorf("%s is not in the schema", name)
			}
		}
		for _, name := range o.Required {
			if _, there := got[name]; !there {
				t.Errorf("%s is missing", name)
			}
		}
	}
	var page map[string]any
	a.must(json.Unmarshal(a.visitor().get("/pl/practices.json").is(200).body, &page))
	fits(schema, page)
	all := page["practices"].([]any)
	for _, one := range all {
		fits(item, one.(map[string]any))
	}
	if len(all) != 3 || page["total"] != 3.0 || len(item.Required) == 0 {
		t.Errorf("%d practices of %v", len(all), page["total"])
	}
	a.must(json.Unmarshal(a.visitor().get("/pl/practices.json?q=kawa&page=2").is(200).body, &page))
	if len(page["practices"].([]any)) != 0 || page["total"] != 1.0 {
		t.Errorf("beyond the last page: %v", page)
	}
}

func TestSiteIsMapped(t *testing.T) {
	a := startApp(t)
	a.shelf()
	site := elements(t, a.visitor().get("/sitemap.xml").is(200).body)
	if len(site.all("url")) != 3*(3+2) {
		t.Errorf("%d addresses", len(site.all("url")))
	}
	for _, u := range site.all("url") {
		loc, langs := u.all("loc")[0].Text, ""
		for _, l := range u.all("link") {
			langs += l.attr("hreflang") + " "
		}
		if langs != "pl uk en " {
			t.Errorf("%s in %s", loc, langs)
		}
		if path := strings.TrimPrefix(loc, a.URL()); !strings.Contains(path, "practices") {
			t.Errorf("%s is mapped", loc)
		}
	}
	a.visitor().get("/sitemap.xml?part=x").is(404)
	robots := string(a.visitor().get("/robots.txt").is(200).body)
	for _, want := range []string{"Disallow: /\n", "Allow: /uk/practices\n", "Sitemap: " + a.URL() + "/sitemap.xml"} {
		if !strings.Contains(robots, want) {
			t.Errorf("robots.txt does not say %q", want)
		}
	}
}

// TestUnchangedIsNotSentAgain asks again with what was said the first time,
// before and after a change.
func TestUnchangedIsNotSentAgain(t *testing.T) {
	a := startApp(t)
	h, _ := a.shelf()
	ask := func(path, name, value string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.URL()+path, nil)
		a.must(err)
		if name != "" {
			r.Header.Set(name, value)
		}
		res, err := http.DefaultClient.Do(r)
		a.must(err)
		res.Body.Close()
		return res
	}
	paths := []string{"/pl/practices/feed.atom", "/pl/practices.json", "/sitemap.xml"}
	said := map[string]http.Header{}
	for _, path := range paths {
		ask(path, "", "")
		a.pass(3 * time.Second)
		said[path] = ask(path, "", "").Header
		for conditional, name := range map[string]string{"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"} {
			if got := ask(path, conditional, said[path].Get(name)); got.StatusCode != http.StatusNotModified {
				t.Errorf("%s with %s %q: %s", path, conditional, said[path].Get(name), got.Status)
			}
		}
	}
	h.practice("nowa", "culture", map[publish.Lang]string{publish.Polish: "Nowa"}, nil)
	a.pass(time.Second)
	for _, path := range paths {
		for conditional, name := range map[string]string{"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"} {
			if got := ask(path, conditional, said[path].Get(name)); got.StatusCode != http.StatusOK {
				t.Errorf("%s after a change: %s", path, got.Status)
			}
		}
	}
}
