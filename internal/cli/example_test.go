package cli

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// exampleLine is a command in a block of the manual or of a page of docs, which
// may go on in the next line.
var (
	exampleLine = regexp.MustCompile(`^(?:\t| {4})(?:(?:bin/)?krag|go run \./cmd/krag) (.*)$`)
	goesOn      = regexp.MustCompile(`\\\n\s*`)
)

// TestExamplesAreRight: whatever command the manual and the pages for
// operators show, with the places and addresses as they stand there, is one
// that Krąg takes, and not wrong use.
func TestExamplesAreRight(t *testing.T) {
	texts := map[string]string{"krag --help": manual}
	for _, page := range []string{"README.md", "docs/operate.md"} {
		text, err := os.ReadFile("../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		texts[page] = string(text)
	}
	for name, cmd := range map[string]interface{ Help() string }{
		"serve": serveCmd{}, "demo": demoCmd{}, "migrate": migrateCmd{}, "backup": backupCmd{}, "restore": restoreCmd{},
	} {
		texts["krag "+name+" --help"] = cmd.Help()
	}
	for where, text := range texts {
		examples := 0
		for _, line := range strings.Split(goesOn.ReplaceAllString(text, ""), "\n") {
			m := exampleLine.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			examples++
			command, _, _ := strings.Cut(m[1], "  ")
			command, _, _ = strings.Cut(command, " #")
			if err := wrongUse(strings.Fields(command)); err != nil {
				t.Errorf("%s shows krag %s, which is wrong: %v", where, command, err)
			}
		}
		if examples == 0 {
			t.Errorf("%s shows no command", where)
		}
	}
	for _, wrong := range []string{"serve --behind-proxy", "serve --addr :443 --tls-cert a --tls-key b", "backup --db postgres://a@b/c d", "serv"} {
		if wrongUse(strings.Fields(wrong)) == nil {
			t.Errorf("krag %s passes", wrong)
		}
	}
}

// wrongUse looks at a command line as far as nothing is touched.
func wrongUse(args []string) error {
	t := &terminal{env: func(string) (string, bool) { return "", false }, out: io.Discard, err: io.Discard}
	chosen, helped, err := t.parse(args)
	if err != nil || helped {
		return err
	}
	var c Config
	switch cmd := chosen.Selected().Target.Addr().Interface().(type) {
	case *serveCmd:
		if c, err = cmd.listening.config(cmd.place.config()); err == nil {
			c.Metrics = cmd.Metrics
			c, err = c.reach()
		}
	case interface{ config() Config }:
		c = cmd.config()
	default:
		return nil // it touches no data
	}
	if err == nil {
		_, err = c.located()
	}
	return err
}
