package archtest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unscoped are the statements that read a table of institutions without naming
// one, each with its reason.
var unscoped = map[string]string{
	"AuditHeads": "verify compares the end of every chain, as a role that may see them all",
}

// TestStatementsNameTheInstitution: wherever a statement reaches a table that
// belongs to institutions, it says by = which one. Row-level security says it a
// second time on PostgreSQL, and nothing does on SQLite.
func TestStatementsNameTheInstitution(t *testing.T) {
	all := tree(t)
	scoped := scopedTables(all)
	if len(scoped) < 10 || !scoped["person"] || scoped["institution"] {
		t.Fatalf("the migrations make these tables of institutions: %v", scoped)
	}
	seen := map[string]bool{}
	for _, s := range all {
		for name, text := range statements(s) {
			seen[name] = true
			if why := strays(text, scoped); why != "" && unscoped[name] == "" {
				t.Errorf("%s, %s: %s", s.path, name, why)
			} else if why == "" && unscoped[name] != "" {
				t.Errorf("%s, %s: names its institution, and needs no exception", s.path, name)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d statements were read", len(seen))
	}
}

// TestStraysCatches shows what TestStatementsNameTheInstitution refuses.
func TestStraysCatches(t *testing.T) {
	scoped := map[string]bool{"person": true, "circle": true}
	for text, want := range map[string]bool{
		"SELECT id FROM person WHERE institution_no = @institution_no":                                                                    false,
		"SELECT id FROM institution ORDER BY no":                                                                                          false,
		"SELECT 1 FROM circle AS c JOIN person p ON p.institution_no = c.institution_no WHERE c.institution_no = $1":                      false,
		"INSERT INTO person (institution_no, id) VALUES ($1, $2)":                                                                         false,
		"UPDATE person SET version = version WHERE institution_no = $1 RETURNING id":                                                      false,
		"SELECT 1 FROM institution i WHERE EXISTS (SELECT 1 FROM person p WHERE p.institution_no = i.no)":                                 false,
		"DELETE FROM person WHERE person.institution_no = $1 AND person.id IN (SELECT c.id FROM circle AS c WHERE c.institution_no = $1)": false,
		"DELETE FROM person WHERE person.id IN (SELECT c.id FROM circle AS c WHERE c.institution_no = $1)":                                true,
		"SELECT id FROM person WHERE id = @id":                                                                                            true,
		"SELECT id FROM person WHERE institution_no <> @institution_no":                                                                   true,
		"SELECT id FROM person WHERE institution_no >= @institution_no AND institution_no = 7":                                            true,
		"SELECT id FROM person WHERE institution_no = @institution_no OR made_up":                                                         true,
		"SELECT 1 FROM circle c JOIN person p ON p.id = c.id WHERE c.institution_no = $1":                                                 true,
		"SELECT 1 FROM person p WHERE p.institution_no = $1 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = $2)":                      true,
		"INSERT INTO person (id) VALUES ($1)":                                                                                             true,
		"INSERT INTO circle (institution_no, id, person, name) VALUES ($1, $2, $3, $4)":                                                   false,
		"UPDATE circle SET name = $1, person = $2 WHERE institution_no = $3":                                                              false,
		"DELETE FROM person": true,
		"SELECT (SELECT COUNT(*) FROM person p WHERE p.institution_no = c.institution_no) FROM circle c":                                        true,
		"UPDATE circle SET name = $1 WHERE institution_no = $2 AND id = (SELECT id FROM person LIMIT 1)":                                        true,
		"SELECT 1 FROM circle c, person p WHERE c.institution_no = $1":                                                                          true,
		"SELECT 1 FROM circle c, json_each(CAST($2 AS text)) AS j, institution i WHERE c.institution_no = $1 AND i.no = c.institution_no":       false,
		"SELECT 1 FROM person WHERE (CAST(@every AS boolean) OR made_up) AND institution_no = @institution_no AND id IN (SELECT id FROM other)": false,
	} {
		if why := strays(text, scoped); (why != "") != want {
			t.Errorf("%s: refused %v (%s), want %v", text, why != "", why, want)
		}
	}
}

var (
	created    = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\);`)
	renamed    = regexp.MustCompile(`ALTER TABLE (\w+) RENAME TO (\w+);`)
	column     = regexp.MustCompile(`(?m)^\s*institution_no\s+bigint`)
	named      = regexp.MustCompile(`-- name: (\w+)`)
	remark     = regexp.MustCompile(`--[^\n]*`)
	inserting  = regexp.MustCompile(`(?i)\bINSERT INTO (\w+)\s*\(([^)]*)\)`)
	otherwise  = regexp.MustCompile(`(?i)institution_no\s*(<|>|!|IN\b|IS\b|BETWEEN\b)`)
	alternated = regexp.MustCompile(`(?i)institution_no\s*=\s*[@$\w.]+\s+OR\b|\bOR\s+(\w+\.)?institution_no\b`)
)

// scopedTables are those that the migrations make with an institution_no.
func scopedTables(all []source) map[string]bool {
	scoped := map[string]bool{}
	for _, s := range all {
		if !strings.HasPrefix(s.path, "internal/store/schema/") || s.ext() != ".sql" {
			continue
		}
		for _, m := range created.FindAllStringSubmatch(s.text, -1) {
			if column.MatchString(m[2]) {
				scoped[m[1]] = true
			}
		}
	}
	for _, s := range all {
		if strings.HasPrefix(s.path, "internal/store/schema/") {
			for _, m := range renamed.FindAllStringSubmatch(s.text, -1) {
				scoped[m[2]] = scoped[m[1]] // and a view has the old name
			}
		}
	}
	return scoped
}

// statements are the statements of a file by their names: those that sqlc
// compiles, and those that stand in the store's own Go.
func statements(s source) map[string]string {
	if !queries(s) && !(s.pkg() == "internal/store" && s.ext() == ".go") {
		return nil
	}
	found := map[string]string{}
	at := named.FindAllStringSubmatchIndex(s.text, -1)
	for i, m := range at {
		end := len(s.text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		text := s.text[m[1]:end]
		if s.ext() == ".go" {
			text, _, _ = strings.Cut(text, quoteBefore(s.text[:m[0]]))
		}
		found[s.text[m[2]:m[3]]] = remark.ReplaceAllString(text, "")
	}
	return found
}

// quoteBefore is the mark that a statement in Go begins with, and ends.
func quoteBefore(text string) string {
	if strings.HasSuffix(text, `"`) {
		return `"`
	}
	return "`"
}

// strays says where a statement leaves the institution, and nothing when it
// does not. Each mention of a table, by its name or its alias, needs a
// comparison of its own.
func strays(text string, scoped map[string]bool) string {
	if m := otherwise.FindString(text); m != "" {
		return m + " …: the institution is compared by ="
	}
	if m := alternated.FindString(text); m != "" {
		return m + " …: the institution is no alternative"
	}
	for _, m := range inserting.FindAllStringSubmatch(text, -1) {
		if scoped[m[1]] && !strings.Contains(m[2], "institution_no") {
			return "INSERT INTO " + m[1] + " without institution_no"
		}
	}
	text = inserting.ReplaceAllString(text, "INSERT INTO $1") // columns that are called as a table are none
	mentions, plain := map[string]int{}, map[string]bool{}
	for _, m := range mention(scoped).FindAllStringSubmatch(text, -1) {
		if m[3] != "" { // a column that is set
			continue
		}
		alias := aliasOf(m[2])
		if mentions[alias]++; alias == "" {
			plain[m[1]] = true
		}
	}
	for alias, n := range mentions {
		said := compared(text, alias)
		if alias == "" { // by the table's own name, too
			for table := range plain {
				said += compared(text, table)
			}
		}
		if said < n {
			return fmt.Sprintf("%d tables called %q, whose institution is compared by = %d times", n, alias, said)
		}
	}
	return ""
}

// mention finds one of the tables where rows of it are read or changed, and the
// word behind it.
func mention(scoped map[string]bool) *regexp.Regexp {
	tables := strings.Join(slices.Sorted(maps.Keys(scoped)), "|")
	return regexp.MustCompile(`(?i)(?:\b(?:FROM|JOIN|UPDATE)|,)\s+(` + tables + `)\b(?:\s+(?:AS\s+)?(\w+))?(\s*=)?`)
}

// aliasOf is empty when what follows the table is the next word of SQL.
func aliasOf(word string) string {
	switch strings.ToUpper(word) {
	case "WHERE", "SET", "ON", "JOIN", "LEFT", "ORDER", "GROUP", "LIMIT", "VALUES", "SELECT":
		return ""
	}
	return word
}

// compared counts the comparisons of the institution of what is called so.
func compared(text, alias string) int {
	scope := `(?:^|[^.\w])institution_no`
	if alias != "" {
		scope = `\b` + alias + `\.institution_no`
	}
	return len(regexp.MustCompile(scope+`\s*=\s*[@$\w]`).FindAllString(text, -1))
}
