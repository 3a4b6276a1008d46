package bundle

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
)

// deepest is how many brackets may stand in each other; a file of ours has
// seven.
const deepest = 20

// decoder reads JSON into typed values and goes on after what it cannot read,
// so that somebody sees everything to mend at once. It knows the place of each
// thing, and takes nothing that it does not know.
type decoder struct {
	*json.Decoder
	report *Report
	depth  int
}

// errSyntax ends the reading: what comes after it means nothing.
var errSyntax = errors.New("the syntax ends here")

// decode reads a document.
func decode(content []byte, into any, report *Report) {
	d := &decoder{Decoder: json.NewDecoder(bytes.NewReader(content)), report: report}
	d.UseNumber()
	err := d.value(reflect.ValueOf(into).Elem(), "", 0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errSyntax
		}
	}
	if errors.Is(err, errDeep) {
		return // it is told already
	}
	if err != nil {
		line := 1 + bytes.Count(content[:min(int(d.InputOffset()), len(content))], []byte("\n"))
		report.add("", "bundle.read.syntax", domain.Args{"line": line})
	}
}

var errDeep = errors.New("too deep")

// open goes into an object or a list.
func (d *decoder) open(place string) error {
	if d.depth++; d.depth > deepest {
		d.report.add(place, "bundle.read.deep", nil)
		return errDeep
	}
	return nil
}

func (d *decoder) close() error {
	d.depth--
	_, err := d.Token()
	return err
}

// value reads the next value; most bounds its length, 0 for no bound.
func (d *decoder) value(v reflect.Value, place string, most int) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	return d.from(t, v, place, most)
}

func (d *decoder) from(t json.Token, v reflect.Value, place string, most int) error {
	if k := v.Kind(); t == nil && (k == reflect.Pointer || k == reflect.Slice || k == reflect.Map) {
		return nil // null is the same as absent
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return d.from(t, v.Elem(), place, most)
	}
	if known, ok := d.text(t, v, place, most); known {
		if !ok {
			return d.skip(t, place)
		}
		return nil
	}
	switch {
	case v.Kind() == reflect.Struct && t == json.Delim('{'):
		return d.object(v, place)
	case v.Kind() == reflect.Map && t == json.Delim('{'):
		return d.dictionary(v, place, most)
	case v.Kind() == reflect.Slice && t == json.Delim('['):
		return d.list(v, place, most)
	case scalar(t, v):
		return nil
	}
	d.wrong(v, place)
	return d.skip(t, place)
}

// scalar takes a yes or no and a whole number.
func scalar(t json.Token, v reflect.Value) bool {
	switch t := t.(type) {
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(t)
			return true
		}
	case json.Number:
		n, err := strconv.ParseInt(t.String(), 10, 64)
		if err == nil && v.CanInt() && !v.OverflowInt(n) {
			v.SetInt(n)
			return true
		}
	}
	return false
}

// wrong says what should stand somewhere.
func (d *decoder) wrong(v reflect.Value, place string) {
	d.report.add(place, map[reflect.Kind]string{
		reflect.Bool: "bundle.read.bool", reflect.Int: "bundle.read.number", reflect.Int64: "bundle.read.number",
		reflect.Slice: "bundle.read.list", reflect.Struct: "bundle.read.object", reflect.Map: "bundle.read.object",
	}[v.Kind()], nil)
}

// text reads what stands in a file as text. Known reports that the value is
// of such a sort, ok that it could be read.
func (d *decoder) text(t json.Token, v reflect.Value, place string, most int) (known, ok bool) {
	s, isText := t.(string)
	into := v.Addr().Interface()
	switch into := into.(type) {
	case *time.Time:
		at, err := time.Parse(time.RFC3339Nano, s)
		if !isText || err != nil {
			d.report.add(place, "bundle.read.time", nil)
			return true, false
		}
		if err := domain.CheckYear(at.UTC().Year()); err != nil {
			return true, d.beyond(place, err)
		}
		*into = at.UTC().Truncate(time.Microsecond)
		return true, true
	case *[]byte:
		b, err := base64.StdEncoding.DecodeString(s)
		if !isText || err != nil {
			d.report.add(place, "bundle.read.file", nil)
			return true, false
		}
		if len(b) > most {
			d.report.add(place, "attachment.file.large", domain.Args{"max": most >> 20})
		}
		*into = b
		return true, true
	case encoding.TextUnmarshaler:
		if !isText {
			s = ""
		}
		if err := into.UnmarshalText([]byte(s)); err != nil {
			return true, d.beyond(place, err)
		}
		return true, true
	}
	if v.Kind() != reflect.String {
		return false, false
	}
	if !isText {
		d.report.add(place, "bundle.read.text", nil)
		return true, false
	}
	v.SetString(d.words(s, place, most))
	return true, true
}

// beyond tells of a day that is none, or of a year that nobody may write down.
func (d *decoder) beyond(place string, err error) (ok bool) {
	if e, is := errors.AsType[*domain.Error](err); is && e.Key == "date.range" {
		d.report.add(place, e.Key, e.Args)
	} else {
		d.report.add(place, "bundle.read.date", nil)
	}
	return false
}

// words are text without the spaces around it. What no page can show is
// refused, and what is longer than its field.
func (d *decoder) words(s, place string, most int) string {
	s = strings.TrimSpace(s)
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f }) {
		d.report.add(place, "bundle.read.control", nil)
	}
	if most > 0 && len(s) > most && utf8.RuneCountInString(s) > most {
		d.report.add(place, "field.long", domain.Args{"max": most})
	}
	return s
}

// skip passes by the rest of a value that began with a token.
func (d *decoder) skip(t json.Token, place string) error {
	if t != json.Delim('{') && t != json.Delim('[') {
		return nil
	}
	if err := d.open(place); err != nil {
		return err
	}
	for d.More() {
		t, err := d.Token()
		if err == nil {
			err = d.skip(t, place)
		}
		if err != nil {
			return err
		}
	}
	return d.close()
}
