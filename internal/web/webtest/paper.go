package webtest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Paper prints the page on A4, as the browser would, and gives the words of
// each sheet. The file stays in the folder named by KRAG_SHOTS, as name.pdf.
func (tab *Tab) Paper(name string) (sheets []string) {
	tab.t.Helper()
	folder := os.Getenv("KRAG_SHOTS")
	if folder == "" {
		folder = tab.t.TempDir()
	}
	file := filepath.Join(folder, name+".pdf")
	yes := true
	tab.call("print", func(ctx context.Context) error {
		res, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PaperWidth: 8.27, PaperHeight: 11.69})
		if err == nil {
			err = os.MkdirAll(folder, 0o755)
		}
		if err == nil {
			err = os.WriteFile(file, res.Data, 0o644)
		}
		return err
	})
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		tab.t.Fatalf("read what was printed: %v (apt-get install poppler-utils)", err)
	}
	return strings.Split(strings.TrimSuffix(seen(string(text)), "\f"), "\f")
}
