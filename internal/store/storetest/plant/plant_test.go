package plant

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

const word = "Żółwik-Іван"

// TestForms hides the word in each form, made here by other means than in the
// package, and asks that it is found.
func TestForms(t *testing.T) {
	finder := New("something else", word)
	hidden := map[string][]byte{
		"UTF-8":      []byte(word),
		"lower":      []byte(strings.ToLower(word)),
		"folded":     []byte("zolwik-іван"),
		"UTF-16LE":   {},
		"UTF-16BE":   {},
		"hex":        []byte(hex.EncodeToString([]byte(word))),
		"upper hex":  []byte(strings.ToUpper(hex.EncodeToString([]byte(word)))),
		"URL":        []byte(url.PathEscape(word)),
		"JSON ASCII": []byte(`\u017b\u00f3\u0142wik-\u0406\u0432\u0430\u043d`),
		"upper":      []byte("ŻÓŁWIK-ІВАН"),
		"decomposed": []byte("Z\u0307o\u0301łwik-Іван"),
		"HTML":       []byte("&#379;&#243;&#322;wik-&#1030;&#1074;&#1072;&#1085;"),
		"HTML hex":   []byte("&#x17b;&#xf3;&#x142;wik-&#x406;&#x432;&#x430;&#x43d;"),
		"quoted":     []byte(`\xc5\xbb\xc3\xb3\xc5\x82wik-\xd0\x86\xd0\xb2\xd0\xb0\xd0\xbd`),
		"octal":      []byte(`\305\273\303\263\305\202wik-\320\206\320\262\320\260\320\275`),
		"mail":       []byte("=C5=BB=C3=B3=C5=82wik-=D0=86=D0=B2=D0=B0=D0=BD"),
		"whole URL":  []byte("%C5%BB%C3%B3%C5%82%77%69%6B%2D%D0%86%D0%B2%D0%B0%D0%BD"),
		"hex of 16":  {},
	}
	for _, u := range utf16.Encode([]rune(word)) {
		hidden["UTF-16LE"] = append(hidden["UTF-16LE"], byte(u), byte(u>>8))
		hidden["UTF-16BE"] = append(hidden["UTF-16BE"], byte(u>>8), byte(u))
	}
	hidden["hex of 16"] = []byte(hex.EncodeToString(hidden["UTF-16LE"]))
	if b, err := json.Marshal(map[string][]byte{"x": []byte("ab" + word)}); err == nil {
		hidden["JSON bytes"] = b
	}
	for _, before := range []string{"", "a", "ab", "abc"} {
		hidden["base64 after "+before] = []byte(base64.StdEncoding.EncodeToString([]byte(before + word + "tail")))
		hidden["URL base64 after "+before] = []byte(base64.URLEncoding.EncodeToString([]byte(before + word)))
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write(bytes.Repeat([]byte("Żółw nie wie. "+word), 9))
	w.Close()
	hidden["gzip"] = zipped.Bytes()
	for name, b := range hidden {
		t.Run(name, func(t *testing.T) {
			if name != "gzip" && name != "JSON bytes" {
				b = append(append([]byte("noise\x00"), b...), "\x00noise"...)
			}
			hits := finder.In(name, b)
			if len(hits) == 0 {
				t.Errorf("not found in %q", b)
			}
			for _, h := range hits {
				if h.Word != word {
					t.Errorf("found %v", h)
				}
			}
		})
	}
}

// TestSpaces: two words stand with a space, a plus or a code between them.
func TestSpaces(t *testing.T) {
	finder := New("Żółw Iwan")
	for _, text := range []string{"Żółw Iwan", "%C5%BB%C3%B3%C5%82w+Iwan", "%C5%BB%C3%B3%C5%82w%20Iwan", "zolw iwan"} {
		if len(finder.In(text, []byte(text))) == 0 {
			t.Errorf("not found: %s", text)
		}
	}
}

func TestClean(t *testing.T) {
	finder := New(word)
	for _, b := range []string{"", "Żół", "wik", "zolw", base64.StdEncoding.EncodeToString([]byte("Żółwi"))} {
		if hits := finder.In("clean", []byte(b)); hits != nil {
			t.Errorf("%q: found %v", b, hits)
		}
	}
}

func TestInFiles(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(deep, "file"), []byte("....."+word), 0o600); err != nil {
		t.Fatal(err)
	}
	hits, err := New(word).InFiles(dir)
	if err != nil || len(hits) != 1 || hits[0].Offset != 5 || hits[0].Where != filepath.Join(deep, "file") {
		t.Errorf("found %v, %v", hits, err)
	}
	if _, err := New(word).InFiles(filepath.Join(dir, "misspelt")); err == nil {
		t.Error("a path that is not there looked clean")
	}
}
