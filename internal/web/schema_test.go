package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestDataLeadsToItsSchema: whatever is given as data says where it is
// described; the description has that address for its name, and the data keep
// to it.
func TestDataLeadsToItsSchema(t *testing.T) {
	a := startApp(t)
	e, _ := a.practised()
	slug, visitor := e.slugOf("praktyka"), a.visitor()
	coordinator, _ := e.staff("Iga", domain.GroupID{}, authz.Coordinator)
	for _, c := range []struct {
		who        *browser
		data, path string
	}{
		{visitor, "/pl/practices.json", "/practices.schema.json"},
		{visitor, "/uk/practices.json?q=kawa", "/practices.schema.json"},
		{visitor, "/pl/practices/" + slug + "/card.json", "/card.schema.json"},
		{visitor, "/en/practices/" + slug + "/template.krag.json", "/programme.schema.json"},
		{coordinator, "/programmes/swietlica/export", "/programme.schema.json"},
	} {
		data := c.who.get(c.data).is(http.StatusOK)
		if want, got := `<`+a.URL()+c.path+`>; rel="describedby"; type="application/schema+json"`, data.header.Get("Link"); got != want {
			t.Errorf("%s leads to %q, want %q", c.data, got, want)
		}
		schema := visitor.get(c.path).is(http.StatusOK)
		if got := schema.header.Get("Content-Type"); got != "application/schema+json" {
			t.Errorf("%s is %s", c.path, got)
		}
		if err := keeps(a.URL()+c.path, schema.body, data.body); err != nil {
			t.Errorf("%s: %v", c.data, err)
		}
	}
	visitor.get("/pl/practices/" + slug).is(http.StatusOK)
	if got := visitor.get("/pl/practices/" + slug + "/card.pdf").header.Get("Link"); got != "" {
		t.Errorf("a card on paper leads to %q", got)
	}
}

// keeps holds data against a schema whose name is to be its address.
func keeps(address string, schema, data []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return err
	}
	if id := doc.(map[string]any)["$id"]; id != address {
		return fmt.Errorf("it is called %v", id)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(address, doc); err != nil {
		return err
	}
	known, err := c.Compile(address)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return known.Validate(value)
}

// TestSchemasAreLedTo: from the catalogue, and from where a file is read in.
func TestSchemasAreLedTo(t *testing.T) {
	w := startWorks(t)
	w.visitor().get("/uk/practices").is(http.StatusOK, htmlcheck.In(`a[href="/practices.schema.json"]`), htmlcheck.In(`a[href="/card.schema.json"]`))
	w.coordinator.get(importForm).is(http.StatusOK, htmlcheck.In(`a[href="/programme.schema.json"]`))
	w.visitor().get("/help/start").is(http.StatusOK, htmlcheck.In(`section a[href="/programme.schema.json"]`))
	if text := string(w.visitor().get("/practices.schema.json").body); !strings.Contains(text, "/card.schema.json") {
		t.Error("the data of the catalogue does not say how the card that it leads to is described")
	}
}
