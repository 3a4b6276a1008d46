package deliver

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"krag/internal/domain/notify"
)

const (
	typeJSON = "application/json"
	typeForm = "application/x-www-form-urlencoded"
)

// known are the places of a template.
var (
	known = []string{"{to}", "{digits}", "{text}", "{sender}", "{ref}"}
	place = regexp.MustCompile(`\{[A-Za-z_]+\}`)
)

// words is the text as it is sent.
func words(g Gateway, p notify.Parcel) string {
	text := strings.TrimSpace(p.Text.Reveal())
	if g.Fold {
		return Fold(text)
	}
	return text
}

// places is what is put where.
func places(p notify.Parcel, text string) map[string]string {
	return map[string]string{
		"{to}": p.To.Reveal(), "{digits}": strings.TrimPrefix(p.To.Reveal(), "+"), "{text}": text,
		"{sender}": p.Sender.Reveal(), "{ref}": p.ID.String(),
	}
}

// template is a body that was read: places are filled in its values, and only
// then it is written again, so that no word can become a sign of its grammar.
type template interface {
	fill(put map[string]string) ([]byte, error)
	values() []string // the places are looked for in them
}

func readTemplate(contentType, body string) (template, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	switch {
	case err == nil && kind == typeJSON:
		return readJSONTemplate(body)
	case err == nil && kind == typeForm:
		values, err := url.ParseQuery(body)
		return formTemplate(values), err
	}
	return nil, errors.New("unknown type")
}

type jsonTemplate struct{ root any }

func readJSONTemplate(body string) (template, error) {
	root, err := readJSON(strings.NewReader(body))
	return jsonTemplate{root}, err
}

// readJSON reads one value and nothing after it; its numbers stay as written.
func readJSON(r io.Reader) (root any, err error) {
	d := json.NewDecoder(r)
	d.UseNumber()
	if err := d.Decode(&root); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one value")
	}
	return root, nil
}

func (t jsonTemplate) fill(put map[string]string) ([]byte, error) {
	return json.Marshal(mapped(t.root, replacer(put).Replace))
}

func (t jsonTemplate) values() (all []string) {
	mapped(t.root, func(s string) string {
		all = append(all, s)
		return s
	})
	return all
}

// mapped is a value of JSON with its texts changed; names stay.
func mapped(v any, change func(string) string) any {
	switch v := v.(type) {
	case string:
		return change(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = mapped(v[i], change)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for name := range v {
			object[name] = mapped(v[name], change)
		}
		return object
	}
	return v
}

type formTemplate url.Values

func (t formTemplate) fill(put map[string]string) ([]byte, error) {
	filled, r := url.Values{}, replacer(put)
	for name, values := range t {
		for _, v := range values {
			filled.Add(name, r.Replace(v))
		}
	}
	return []byte(filled.Encode()), nil
}

func (t formTemplate) values() (all []string) {
	for _, v := range t {
		all = append(all, v...)
	}
	return all
}

// replacer fills in one pass: a text that has a place in it stays as it is.
func replacer(put map[string]string) *strings.Replacer {
	var pairs []string
	for _, name := range known {
		pairs = append(pairs, name, put[name])
	}
	return strings.NewReplacer(pairs...)
}

// headers sets those of the operator, with what their files hold now.
func (g Gateway) headers(h http.Header, ref string) error {
	for _, line := range g.Headers {
		value := strings.ReplaceAll(line.Value, "{ref}", ref)
		if line.File != "" {
			secret, err := readPassword(line.File)
			if err != nil {
				return err
			}
			value += secret
		}
		h.Set(line.Name, value)
	}
	return nil
}
