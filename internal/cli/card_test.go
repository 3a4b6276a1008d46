package cli_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/cli"
)

// demoData is a folder with the data of a demo that has ended.
func demoData(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, log, ended := newBuffer(), newBuffer(), make(chan int, 1)
	go func() {
		ended <- cli.Main(ctx, []string{"demo", "--json", "--data", folder, "--addr", "127.0.0.1:0"}, lookup(nil), out, log)
	}()
	select {
	case <-out.written:
	case code := <-ended:
		t.Fatalf("exit %d: %s", code, log)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Fatalf("exit %d: %s", code, log)
	}
	return folder
}

// TestCard prints the card of Klucze in every language and form, and is asked
// for what there is not.
func TestCard(t *testing.T) {
	const house = "Ośrodek Pomocy Społecznej w Kluczach"
	data := demoData(t)
	card := func(args ...string) result {
		return krag(t, nil, append([]string{"card", "--data", data, "--institution", house}, args...)...)
	}
	begins := map[string]string{"html": "<!doctype html>", "pdf": "%PDF-", "docx": "PK", "json": "{\n  \"schema\": 1"}
	for _, lang := range []string{"pl", "uk", "en"} {
		for form, begin := range begins {
			got := card("--programme", "klucze", "--lang", lang, "--format", form)
			if got.code != 0 || got.err != "" || !strings.HasPrefix(strings.ToLower(got.out), strings.ToLower(begin)) {
				t.Errorf("%s %s: exit %d, %q, begins %.20q", lang, form, got.code, got.err, got.out)
			}
		}
		var e struct{ Lang string }
		if err := json.Unmarshal([]byte(card("--programme", "klucze", "--lang", lang, "--format", "json").out), &e); err != nil || e.Lang != lang {
			t.Errorf("asked for %s: %v, %v", lang, e, err)
		}
	}
	file := filepath.Join(t.TempDir(), "karta.pdf")
	if got := card("--programme", "klucze", "--lang", "uk", "--format", "pdf", "--out", file); got.code != 0 || got.out != "" {
		t.Errorf("into a file: exit %d, %q", got.code, got.out)
	}
	info, err := exec.Command("pdfinfo", file).CombinedOutput()
	if err != nil {
		t.Fatalf("pdfinfo; sh scripts/needs.sh gets it: %v\n%s", err, info)
	}
	for _, want := range []string{"Самодопомога як дієвий спосіб", "Люди, яким самі лише гроші не допомагали", house} {
		if !strings.Contains(string(info), want) {
			t.Errorf("the particulars of the file do not say %q:\n%s", want, info)
		}
	}
	card("--programme", "nosuch").refused(t, 1, "there is no programme nosuch; there are: klucze")
	card("--programme", "klucze", "--template", "innovation").refused(t, 2, "has no innovation card; it has practice")
	card("--programme", "klucze", "--lang", "de").refused(t, 2, "--lang must be one of")
	card("--programme", "klucze", "--format", "odt").refused(t, 2, "--format must be one of")
	card().refused(t, 2, "--programme")
	card("--programme", "klucze", "--out", filepath.Join(data, "no", "karta.html")).refused(t, 1, "no such file or directory")
	card("--programme", "klucze", "--out", data).refused(t, 1, "is a directory")
	krag(t, nil, "card", "--data", data, "--programme", "klucze").refused(t, 1, "say which with --institution")
	nowhere := filepath.Join(t.TempDir(), "none")
	krag(t, nil, "card", "--data", nowhere, "--programme", "klucze").refused(t, 1, "there is no "+nowhere)
	if _, err := os.Stat(nowhere); err == nil {
		t.Error("asking for a card made a folder")
	}
	if help := krag(t, nil, "card", "--help"); help.code != 0 || !strings.Contains(help.out, "Nothing is published") {
		t.Errorf("help: exit %d\n%s", help.code, help.out)
	}
}
