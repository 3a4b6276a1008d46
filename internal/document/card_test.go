package document

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"krag/internal/domain/publish"
)

// editions are the cards of testdata, made by hand of what the programmes of
// Klucze and of the Kulturalne Centrum Samopomocy tell about themselves.
var editions = []string{"klucze-pl", "klucze-uk", "kcs-pl"}

func card(t testing.TB, name string) Card {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var e publish.Edition
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	return Card{Edition: e, Address: "https://krag.example/practices/" + e.Slug, Zone: zone}
}

func TestWriteOut(t *testing.T) {
	for _, name := range editions {
		os.WriteFile("/tmp/w/scratch-document/"+name+".pdf", card(t, name).PDF(), 0o644)
		os.WriteFile("/tmp/w/scratch-document/"+name+".docx", card(t, name).DOCX(), 0o644)
	}
}
