package bundle

import (
	"cmp"
	"reflect"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// field is a field of a struct as it stands in a file.
type field struct {
	index    int
	optional bool
	most     int
}

// fieldsOf are the fields of a type by their names.
func fieldsOf(t reflect.Type) map[string]field {
	all := map[string]field{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" || name == "" {
			continue
		}
		most, _ := strconv.Atoi(t.Field(i).Tag.Get("most"))
		all[name] = field{i, strings.Contains(options, "omit"), most}
	}
	return all
}

// object reads a struct. What it does not know is refused by its name, and so
// is what comes twice; what must be there and is not is told.
func (d *decoder) object(v reflect.Value, place string) error {
	if err := d.open(place); err != nil {
		return err
	}
	known, seen := fieldsOf(v.Type()), map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		f, ok := known[name]
		if !ok || seen[name] {
			if err := d.refuse(place, name, ok); err != nil {
				return err
			}
			continue
		}
		seen[name] = true
		if err := d.value(v.Field(f.index), joined(place, name), f.most); err != nil {
			return err
		}
	}
	for i := range v.NumField() { // in the order of the type
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if f, ok := known[name]; ok && !f.optional && !seen[name] {
			d.report.lacks(joined(place, name))
		}
	}
	return d.close()
}

// refuse passes by a field that is not known, or that was there before.
func (d *decoder) refuse(place, name string, twice bool) error {
	key := "bundle.read.unknown"
	if twice {
		key = "bundle.read.twice"
	}
	d.report.add(joined(place, shown(name)), key, nil)
	t, err := d.Token()
	if err != nil {
		return err
	}
	return d.skip(t, place)
}

// shown is a name that somebody else chose, short enough to be shown.
func shown(name string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, name))
	return cmp.Or(string(runes[:min(len(runes), 60)]), "?")
}

// dictionary reads lists by their names.
func (d *decoder) dictionary(v reflect.Value, place string, most int) error {
	if err := d.open(place); err != nil {
		return err
	}
	v.Set(reflect.MakeMap(v.Type()))
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		key := reflect.ValueOf(name)
		if v.MapIndex(key).IsValid() {
			if err := d.refuse(place, name, true); err != nil {
				return err
			}
			continue
		}
		one := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(one, joined(place, shown(name)), most); err != nil {
			return err
		}
		if v.Len() >= most {
			d.report.add(place, "bundle.read.many", domain.Args{"max": most})
			continue
		}
		v.SetMapIndex(key, one)
	}
	return d.close()
}

// list reads a list. What is beyond its bound is told once and passed by.
func (d *decoder) list(v reflect.Value, place string, most int) error {
	if err := d.open(place); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	for n := 0; d.More(); n++ {
		if most > 0 && n >= most {
			if n == most {
				d.report.add(place, "bundle.read.many", domain.Args{"max": most})
			}
			t, err := d.Token()
			if err == nil {
				err = d.skip(t, place)
			}
			if err != nil {
				return err
			}
			continue
		}
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		if err := d.value(v.Index(n), item(place, n), longestItem(v.Type().Elem())); err != nil {
			return err
		}
	}
	return d.close()
}

// longestItem bounds the lines of a record, which are text themselves.
func longestItem(t reflect.Type) int {
	if t.Kind() == reflect.String {
		return 2000
	}
	return 0
}
