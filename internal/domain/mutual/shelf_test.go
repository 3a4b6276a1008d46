package mutual

import (
	"strings"
	"testing"

	"krag/internal/domain/filetype"
)

// TestOnlySafeAddresses are taken: https, of a server with a name, without a
// password.
func TestOnlySafeAddresses(t *testing.T) {
	for address, good := range map[string]bool{
		"https://www.gov.pl": true, " https://example.org/a?b=c#d ": true, "HTTPS://Example.org": true, "https://żółw.example.org/ścieżka": true,
		"": false, "www.gov.pl": false, "http://www.gov.pl": false, "javascript:alert(1)": false, "https:": false, "https://localhost": false,
		"https://kos:haslo@example.org": false, "https://example.org/a b": false, "https://example.org/\x00": false, "//example.org": false,
		"ftp://example.org": false, "data:text/html,x": false, "https://.": false, "https://example.org/" + strings.Repeat("a", MaxAddress): false,
	} {
		if err := (NewItem{Title: "Mapa", Address: address}).Check(); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
	if got := (NewItem{Title: "Mapa", Address: " https://www.example.org:8443/a "}).item(Item{}.Person, Item{}.MadeAt); got.Host() != "www.example.org" || !got.Link() {
		t.Errorf("it leads to %q", got.Host())
	}
}

// TestAFileIsNamed as somebody says, and otherwise as it came.
func TestAFileIsNamed(t *testing.T) {
	n := NewItem{IsFile: true, File: filetype.File{Kind: filetype.PDF, Name: "skan 12", Content: []byte("x")}}
	for _, title := range []string{"", "Mapa / dojście"} {
		n.Title = title
		if err := n.Check(); err != nil {
			t.Errorf("%q: %v", title, err)
		}
		got := n.item(Item{}.Person, Item{}.MadeAt)
		if name := got.Title.Reveal(); got.FileName() != "plik.pdf" || strings.Contains(name, "/") || title == "" && name != "skan 12" {
			t.Errorf("%q is called %q and saved as %q", title, name, got.FileName())
		}
	}
	n.File.Content = make([]byte, MaxShelfFile+1)
	if n.Check() == nil {
		t.Error("too large a file is taken")
	}
}

// TestWhatIsMendedHasAName, also a file: that with which it came is not known.
func TestWhatIsMendedHasAName(t *testing.T) {
	for _, c := range []struct {
		edit ItemEdit
		good bool
	}{
		{ItemEdit{Title: "Mapa", Address: "https://example.org"}, true},
		{ItemEdit{Title: " ", Address: "https://example.org"}, false},
		{ItemEdit{Title: "Mapa", Address: "http://example.org"}, false},
		{ItemEdit{Title: "Mapa"}, false},
		{ItemEdit{IsFile: true, Title: "Mapa"}, true},
		{ItemEdit{IsFile: true, Title: "Mapa", Why: strings.Repeat("a", MaxWhy+1)}, false},
		{ItemEdit{IsFile: true, Title: "Mapa", Label: strings.Repeat("a", MaxLabel+1)}, false},
		{ItemEdit{IsFile: true, Title: strings.Repeat("a", MaxTitle+1)}, false},
		{ItemEdit{IsFile: true}, false},
		{ItemEdit{IsFile: true, Title: "/ ."}, false},
	} {
		if err := c.edit.Check(); (err == nil) != c.good {
			t.Errorf("%+v: %v", c.edit, err)
		}
	}
}
