package document

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"krag/internal/domain/publish"
)

//go:embed schema/card-1.schema.json
var cardSchema []byte

// CardSchema is the JSON Schema (draft 2020-12) of what Card.JSON gives: the
// promise to programs that read cards. A change that old readers would not
// take makes a new version, with a file of its own.
func CardSchema() []byte { return bytes.Clone(cardSchema) }

// JSON gives the edition for programs: fields in the order of the model, lists
// that are empty as empty lists, instants in UTC, no spaces. The same edition
// gives the same bytes.
func (c Card) JSON() ([]byte, error) {
	e, err := copied(c.Edition)
	if err != nil {
		return nil, fmt.Errorf("card as JSON: %w", err)
	}
	fill(reflect.ValueOf(&e).Elem())
	text, err := encode(e)
	if err != nil {
		return nil, fmt.Errorf("card as JSON: %w", err)
	}
	return text, nil
}

func encode(e publish.Edition) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	err := to.Encode(e)
	return b.Bytes(), err
}

// copied takes an edition apart from the one that was given, which others may
// be reading.
func copied(e publish.Edition) (publish.Edition, error) {
	text, err := encode(e)
	if err != nil {
		return publish.Edition{}, err
	}
	var c publish.Edition
	return c, json.Unmarshal(text, &c)
}

// fill makes empty lists of those that are missing, and puts instants into
// UTC. Lists that may be left out stay out.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		if t, ok := v.Interface().(time.Time); ok {
			v.Set(reflect.ValueOf(t.UTC()))
			return
		}
		for i := range v.NumField() {
			field := v.Field(i)
			optional := strings.Contains(v.Type().Field(i).Tag.Get("json"), ",omitempty")
			if field.Kind() == reflect.Slice && field.IsNil() && !optional {
				field.Set(reflect.MakeSlice(field.Type(), 0, 0))
			}
			fill(field)
		}
	}
}
