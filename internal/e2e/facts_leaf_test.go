package e2e_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// each calls fn for every leaf of a JSON value, with its path.
func each(path string, v any, fn func(string, any)) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			each(path+"/"+k, inner, fn)
		}
	case []any:
		for i, inner := range v {
			each(path+"/"+strconv.Itoa(i), inner, fn)
		}
	default:
		fn(path, v)
	}
}

// leaves are all the facts by their paths.
func (f told) leaves() map[string]any {
	all := map[string]any{}
	each("", f.facts, func(path string, fact any) { all[strings.TrimPrefix(path, "/")] = fact })
	return all
}

// untaken are the facts that nobody looked at.
func (f told) untaken() (paths []string) {
	for _, path := range slices.Sorted(maps.Keys(f.leaves())) {
		if !f.taken[path] {
			paths = append(paths, path)
		}
	}
	return paths
}

// alter makes another fact of one: a count one more, a word a little longer.
func (f told) alter(path string) {
	f.test.Helper()
	parent, name := any(f.facts), path
	if at := strings.LastIndex(path, "/"); at >= 0 {
		parent, name = f.at(path[:at]), path[at+1:]
	}
	switch in := parent.(type) {
	case map[string]any:
		in[name] = another(name, in[name])
	case []any:
		n, _ := strconv.Atoi(name)
		in[n] = another(name, in[n])
	}
}

func another(name string, fact any) any {
	switch v := fact.(type) {
	case float64:
		return v + 1
	case bool:
		return !v
	}
	switch {
	case fact == "group":
		return "all"
	case name == "count":
		return "group"
	case name == "who" && fact != "osoby":
		return "osoby"
	case name == "who":
		return "kobiety"
	}
	return fmt.Sprint(fact, " i inne")
}
