package document

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaOnce compiles the published schema.
var schemaOnce = sync.OnceValue(func() *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(CardSchema()))
	if err != nil {
		panic(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("card-1.schema.json", doc); err != nil {
		panic(err)
	}
	return c.MustCompile("card-1.schema.json")
})

func validate(s *jsonschema.Schema, text []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestCardsKeepToTheSchema(t *testing.T) {
	s := schemaOnce()
	for _, name := range editions {
		text, err := card(t, name).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(s, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		kept, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := json.Compact(&b, kept); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(text)); got != b.String() {
			t.Errorf("%s: the JSON is not what was read:\n%s\n%s", name, got, b.String())
		}
	}
}

func TestEmptyCardKeepsToTheSchema(t *testing.T) {
	c := Card{}
	c.Edition.Schema, c.Edition.Lang, c.Edition.TitleLang, c.Edition.Publisher.Profile = 1, "pl", "pl", "welfare"
	text, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(schemaOnce(), text); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if !bytes.Contains(text, []byte(`"areas":[]`)) || bytes.Contains(text, []byte("null")) {
		t.Errorf("a missing list is not an empty one: %s", text)
	}
}

// TestSchemaRefuses breaks a card in ways that must not pass.
func TestSchemaRefuses(t *testing.T) {
	s := schemaOnce()
	good, err := card(t, "klucze-pl").JSON()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a field of the card":     {`"schema":1,`, `"schema":1,"secret":1,`},
		"a field of the house":    {`"profile":"welfare"`, `"profile":"welfare","id":7`},
		"a field of a number":     {`{"shown":"exact","n":6}`, `{"shown":"exact","n":6,"was":6}`},
		"a trace of a hidden one": {`{"shown":"hidden","below":10}`, `{"shown":"hidden","n":3,"below":10}`},
		"a withheld one":          {`{"shown":"withheld"}`, `{"shown":"withheld","n":3}`},
		"a rounded one":           {`{"shown":"rounded","n":10}`, `{"shown":"rounded","n":11}`},
		"half of a range":         {`{"shown":"between","n":5,"to":10}`, `{"shown":"between","n":5}`},
		"a bound of an exact one": {`{"shown":"exact","n":6}`, `{"shown":"exact","n":6,"below":10}`},
		"two kinds of a block":    {`"lang":"pl","facts":{`, `"lang":"pl","text":{"pieces":[]},"facts":{`},
		"a language":              {`"title_lang":"pl"`, `"title_lang":"de"`},
		"another version":         {`"schema":1,`, `"schema":2,`},
		"no instant":              {`"published_at":"2026-11-25T13:05:00Z"`, `"published_at":"2026-11-25"`},
		"a local instant":         {`"published_at":"2026-11-25T13:05:00Z"`, `"published_at":"2026-11-25T13:05:00+01:00"`},
	} {
		bad := strings.Replace(string(good), change[0], change[1], 1)
		if bad == string(good) {
			t.Errorf("%s: there is nothing to break", name)
		}
		if validate(s, []byte(bad)) == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestJSONLeavesTheEditionAlone(t *testing.T) {
	c := card(t, "klucze-pl")
	c.Edition.Parts[0].Sections[0].Blocks[0].Text.Pieces = nil
	c.Edition.At = c.Edition.At.In(c.Zone)
	if _, err := c.JSON(); err != nil {
		t.Fatal(err)
	}
	if c.Edition.Parts[0].Sections[0].Blocks[0].Text.Pieces != nil || c.Edition.At.Location() != c.Zone {
		t.Error("making JSON changed the edition")
	}
}
