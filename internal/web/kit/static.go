package kit

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed static
var staticFiles embed.FS

// asset is a static file ready to be sent.
type asset struct {
	url     string
	mime    string
	plain   []byte
	gzipped []byte // nil when it would not be smaller
}

var mimes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

// assets by their plain names, as in "fonts/source-sans-3-latin-wght-normal.woff2".
var assets = sync.OnceValue(func() map[string]*asset {
	all := map[string]*asset{}
	_ = fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != "static/krag.css" {
			addAsset(all, name, nil)
		}
		return err
	})
	// The styles name the fonts, so they come last and get their new names.
	addAsset(all, "static/krag.css", func(css []byte) []byte {
		for name, font := range all {
			css = bytes.ReplaceAll(css, []byte("("+name+")"), []byte("("+font.url+")"))
		}
		return css
	})
	return all
})

// addAsset names a file by its content: what its address promises never changes.
func addAsset(all map[string]*asset, file string, edit func([]byte) []byte) {
	content, err := staticFiles.ReadFile(file)
	if err != nil {
		panic(err) // it is part of the program
	}
	if edit != nil {
		content = edit(content)
	}
	name := strings.TrimPrefix(file, "static/")
	ext := path.Ext(name)
	sum := sha256.Sum256(content)
	a := &asset{plain: content, mime: mimes[ext]}
	a.url = "/static/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	if ext != ".woff2" {
		a.gzipped = compress(content)
	}
	all[name] = a
}

func compress(content []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = w.Write(content)
	_ = w.Close()
	if b.Len() >= len(content) {
		return nil
	}
	return b.Bytes()
}

// Asset is the address of a static file by its plain name, as in
// Asset("krag.css"). It panics for a file that is not there.
func Asset(name string) string { return assets()[name].url }

// Static serves the static files below /static/. Their addresses carry a hash
// of their content, so browsers keep them for a year and never ask again.
func Static() http.Handler {
	byURL := map[string]*asset{}
	for _, a := range assets() {
		byURL[a.url] = a
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := byURL[r.URL.Path]
		if a == nil {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.mime)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("X-Content-Type-Options", "nosniff")
		body := a.plain
		if a.gzipped != nil {
			h.Set("Vary", "Accept-Encoding")
			if TakesGzip(r.Header) {
				h.Set("Content-Encoding", "gzip")
				body = a.gzipped
			}
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	})
}
