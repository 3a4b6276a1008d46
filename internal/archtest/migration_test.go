package archtest

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// byArea is the last migration of the first schema, whose files make whole
// areas: docs/adr/0015.
const byArea = 45

// TestMigrationsHaveOneEffect: what runs as a whole, fails as a whole.
func TestMigrationsHaveOneEffect(t *testing.T) {
	for _, s := range tree(t) {
		if n := migration(s); n > byArea && effects(s.text) != 1 {
			t.Errorf("%s has %d effects: one table with its indexes, one column, one index or one change of rows, so that a failure says which", s.path, effects(s.text))
		}
	}
	t.Run("catches", func(t *testing.T) {
		for text, want := range map[string]int{
			"-- +goose Up\nDROP TABLE a;\n": 1,
			"-- why; and how\n-- +goose Up\nCREATE TABLE a (\n    b text DEFAULT ';'\n);\nCREATE UNIQUE INDEX c ON a (b);\nCREATE INDEX d ON a (b);\n":          1,
			"-- +goose Up\nCREATE TABLE a (b text);\nCREATE INDEX c ON other (b);\n":                                                                            2,
			"-- +goose Up\nALTER TABLE a ADD b text;\nUPDATE a SET b = '';\n":                                                                                   2,
			"-- +goose Up\nCREATE INDEX c ON a (b);\n":                                                                                                          1,
			"-- +goose Up\nCREATE TABLE a (b text);\nCREATE TABLE c (d text);\n":                                                                                2,
			"-- +goose Up\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$;\n":                                                        1,
			"-- +goose Up\n-- +goose StatementBegin\nCREATE TRIGGER a BEFORE INSERT ON b\nBEGIN\n    SELECT RAISE(ABORT, 'a');\nEND;\n-- +goose StatementEnd\n": 1,
			"-- +goose Up\n": 0,
		} {
			if got := effects(text); got != want {
				t.Errorf("%d effects, want %d:\n%s", got, want, text)
			}
		}
		for path, want := range map[string]int{
			"internal/store/schema/00021_room.sql": 21, "internal/store/schema/pg/00030_room.sql": 30, "internal/store/query/sql/00031.sql": 0,
		} {
			if got := migration(source{path: path}); got != want {
				t.Errorf("%s is migration %d, want %d", path, got, want)
			}
		}
	})
}

// migration is the number of a migration, 0 for any other file.
func migration(s source) int {
	if !strings.HasPrefix(s.path, "internal/store/schema/") || s.ext() != ".sql" {
		return 0
	}
	digits, _, _ := strings.Cut(path.Base(s.path), "_")
	n, _ := strconv.Atoi(digits)
	return n
}

var (
	quoted  = regexp.MustCompile(`(?s)'[^']*'|\$\$.*?\$\$|\nBEGIN\n.*?\nEND`)
	aTable  = regexp.MustCompile(`(?i)^CREATE TABLE (\w+)`)
	anIndex = regexp.MustCompile(`(?i)^CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)`)
)

// effects counts the statements of a migration; indexes of the table that it
// makes belong to the table.
func effects(text string) (n int) {
	made := ""
	bare := quoted.ReplaceAllString(remark.ReplaceAllString(text, ""), "''")
	for _, statement := range strings.Split(bare, ";") {
		statement = strings.TrimSpace(statement)
		if m := anIndex.FindStringSubmatch(statement); statement == "" || m != nil && m[1] == made {
			continue
		}
		if m := aTable.FindStringSubmatch(statement); m != nil {
			made = m[1]
		}
		n++
	}
	return n
}
