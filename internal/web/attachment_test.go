package web_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

const attachForm = "/programmes/krag/attachments/new"

// attached sends a file through the page and gives where it leads.
func (w works) attached(name string, content []byte, about string) string {
	w.t.Helper()
	a := w.coordinator.postFile(attachForm, w.coordinator.get(attachForm).fill(attachForm, "about", about), chosenFile{name, content})
	if a.status != http.StatusSeeOther {
		w.t.Fatalf("%s: %d: %.300s", name, a.status, htmlcheck.TextOf(a.root()))
	}
	return a.to
}

// photo is a picture that tells where it was taken and whose camera it was.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	told := "Exif\x00\x00GPS 50.3294 Zofia Sowa"
	segment := append([]byte{0xff, 0xe1, 0, byte(len(told) + 2)}, told...)
	return append(append(b.Bytes()[:2:2], segment...), b.Bytes()[2:]...)
}

func TestAttachmentPagesAreWhole(t *testing.T) {
	w := startWorks(t)
	data := []string{"Dom pod Lipą", "Krąg sąsiedzki", "Kawa", "uchwała", ".pdf", "zdjęcie", ".jpg", "Uchwała o sali", "Zofia Sowa"}
	w.coordinator.whole(attachForm, data...)
	page := w.attached("uchwała.pdf", smallPDF("<</Author(Zofia Sowa)>>"), "Uchwała o sali")
	picture := w.attached("zdjęcie.jpg", photo(t), "")
	for _, path := range []string{page, page + "/edit", page + "/publish", page + "/delete", picture, picture + "/edit", "/programmes/krag/record", "/programmes/krag"} {
		w.coordinator.whole(path, data...)
	}
	w.coordinator.post(page+"/publish", w.coordinator.get(page+"/publish").fill(page+"/publish")).leads(page)
	for _, path := range []string{page, page + "/withdraw"} {
		w.manager.whole(path, data...)
	}
	w.coordinator.whole(page+"/delete", data...)
}

// TestAttachmentForm: what is wrong with a file is said, and what was typed
// comes back; the file itself has to be chosen again.
func TestAttachmentForm(t *testing.T) {
	w := startWorks(t)
	fields := w.coordinator.get(attachForm).fill(attachForm, "about", "Uchwała o sali")
	for name, c := range map[string]struct {
		file  chosenFile
		about string
		say   string
	}{
		"no file":             {chosenFile{}, "", "Wybierz plik."},
		"nothing in it":       {chosenFile{"a.pdf", nil}, "", "Ten plik jest pusty"},
		"a page":              {chosenFile{"a.html", []byte("<!DOCTYPE html><script>")}, "", "Takich plików nie przyjmujemy"},
		"another ending":      {chosenFile{"a.png", smallPDF("")}, "", "kończy się na .png, a w środku jest PDF"},
		"an act":              {chosenFile{"a.pdf", smallPDF("<</S/JavaScript/JS(x)>>")}, "", "ukryto inne pliki albo polecenia"},
		"too large":           {chosenFile{"a.pdf", make([]byte, institution.MaxAttachment+1)}, "", "Najwięcej to 10 MB"},
		"too much about it":   {chosenFile{"a.pdf", smallPDF("")}, strings.Repeat("ż", 501), "Wybierz plik jeszcze raz"},
		"of a name that ends": {chosenFile{"uchwała", smallPDF("")}, "", "kończy się na –"},
	} {
		t.Run(name, func(t *testing.T) {
			sent := url.Values{}
			for k, v := range fields {
				sent[k] = v
			}
			if c.about != "" {
				sent.Set("about", c.about)
			}
			a := w.coordinator.postFile(attachForm, sent, c.file)
			if c.file.name == "" {
				a = w.coordinator.post(attachForm, sent)
			}
			a.is(http.StatusUnprocessableEntity,
				htmlcheck.In("#file-error", htmlcheck.Says(c.say)), htmlcheck.In("textarea", htmlcheck.Text(sent.Get("about"))),
				htmlcheck.In(`form[enctype="multipart/form-data"] input[type="file"]`))
		})
	}
	if all := w.attachments(); len(all) != 0 {
		t.Errorf("%d files were taken all the same", len(all))
	}
}

func (w works) attachments() []institution.Attachment {
	w.t.Helper()
	all, err := w.Services().Institutions.Attachments(w.t.Context(), w.actor, w.programme)
	w.must(err)
	return all
}

// TestAttachmentIsHandedOver: the bytes come back as they were, to be saved and
// not opened, and it is written down who took them.
func TestAttachmentIsHandedOver(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		w := worksIn(a)
		content := smallPDF(strings.Repeat("Zażółć ", 100_000)) // more than one piece
		page := w.attached("Uchwała nr 7 „o sali”.pdf", content, "")
		got := w.manager.get(page + "/content")
		if got.status != http.StatusOK || !bytes.Equal(got.body, content) {
			t.Fatalf("%d and %d bytes, want %d", got.status, len(got.body), len(content))
		}
		for name, want := range map[string]string{
			"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
			"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin", "Content-Length": fmt.Sprint(len(content)),
		} {
			if have := got.header.Get(name); have != want {
				t.Errorf("%s is %q, want %q", name, have, want)
			}
		}
		how, params, err := mime.ParseMediaType(got.header.Get("Content-Disposition"))
		if how != "attachment" || params["filename"] != "Uchwała nr 7 „o sali”.pdf" || err != nil {
			t.Errorf("saved by %q as %q, %v", how, params["filename"], err)
		}
		head := w.manager.do(http.MethodHead, page+"/content", "", "")
		if head.status != http.StatusOK || len(head.body) != 0 || head.header.Get("Content-Length") != fmt.Sprint(len(content)) {
			t.Errorf("asked for the headers alone: %d, %v", head.status, head.header)
		}
		records, err := w.Services().Journal.Export(t.Context(), w.actor, audit.Filter{Action: institution.ActAttachmentShow})
		var l []audit.Link
		for one, failed := range records {
			w.must(failed)
			l = append(l, one)
		}
		if err != nil || len(l) != 2 || l[0].IDs[0] != w.attachments()[0].ID.UUID {
			t.Errorf("written down: %d, %v", len(l), err)
		}
	})
}

func TestPicturesAreCleaned(t *testing.T) {
	w := startWorks(t)
	page := w.attached("sala.jpg", photo(t), "Sala")
	got := w.coordinator.get(page + "/content")
	if bytes.Contains(got.body, []byte("Zofia")) || bytes.Contains(got.body, []byte("GPS")) {
		t.Error("the picture still tells where and by whom")
	}
	if _, err := jpeg.Decode(bytes.NewReader(got.body)); err != nil {
		t.Error(err)
	}
}

// TestAttachmentIsMadePublic asks, says what the file tells, and is one step of
// its own. A picture has to be described first.
func TestAttachmentIsMadePublic(t *testing.T) {
	w := startWorks(t)
	page := w.attached("uchwała.pdf", smallPDF("<</Author(Zofia Sowa)>>"), "")
	ask := page + "/publish"
	w.coordinator.get(page).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("tylko zespół"), htmlcheck.Says("autorka lub autor: Zofia Sowa")))
	sure := w.manager.get(ask).is(http.StatusOK, htmlcheck.In(".will", htmlcheck.Says("bez logowania"), htmlcheck.Says("Zofia Sowa"), htmlcheck.Says("dzienniku")))
	w.manager.post(ask, sure.fill(ask)).leads(page)
	w.manager.post(ask, sure.fill(ask)).leads(page)
	w.coordinator.get(page).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("wszyscy, od 3 marca")))
	back := page + "/withdraw"
	w.coordinator.post(back, w.coordinator.get(back).fill(back)).leads(page)
	if w.attachments()[0].Public() {
		t.Error("it is still public")
	}

	picture := w.attached("sala.jpg", photo(t), "")
	w.coordinator.get(picture + "/publish").leads(picture + "/edit")
	asked := w.manager.get(picture + "/publish").is(http.StatusOK)
	w.manager.post(picture+"/publish", asked.fill(picture+"/publish")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("opisz, co jest na obrazie")))
	edit := picture + "/edit"
	w.coordinator.post(edit, w.coordinator.get(edit).fill(edit, "about", "Jasna sala")).leads(picture)
	w.manager.post(picture+"/publish", asked.fill(picture+"/publish")).is(http.StatusConflict, htmlcheck.In(".will", htmlcheck.Says("w międzyczasie")))
	w.manager.post(picture+"/publish", w.manager.get(picture+"/publish").fill(picture+"/publish")).leads(picture)
}

func TestAttachmentIsRenamed(t *testing.T) {
	w := startWorks(t)
	page := w.attached("uchwała.pdf", smallPDF(""), "")
	edit := page + "/edit"
	old := w.coordinator.get(edit)
	mine := old.fill(edit, "name", "Uchwała: nr 7/2025", "about", "O sali")
	w.coordinator.post(edit, mine).leads(page)
	if got := w.attachments()[0]; got.Name != "Uchwała nr 7 2025" || got.About != "O sali" {
		t.Errorf("%+v", got)
	}
	w.coordinator.post(edit, old.fill(edit, "name", "Inna")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("Uchwała nr 7 2025")), htmlcheck.In("#name", htmlcheck.Attr("value", "Inna")))
	w.coordinator.post(edit, w.coordinator.get(edit).fill(edit, "name", "")).is(http.StatusUnprocessableEntity, htmlcheck.In("#name-error"))
}

// TestAttachmentIsDeleted says what stays, and leaves a strategy without its
// file.
func TestAttachmentIsDeleted(t *testing.T) {
	w := startWorks(t)
	page := w.attached("strategia.pdf", smallPDF(""), "")
	file := w.attachments()[0].ID
	w.must(w.Services().Institutions.AddStrategy(t.Context(), w.actor, institution.NewStrategy{
		ID: domain.NewID[domain.StrategyID](), Programme: w.programme, Title: "Strategia gminy", Attachment: file,
	}))
	remove := page + "/delete?from=krag"
	sure := w.coordinator.get(page+"/delete").is(http.StatusOK, htmlcheck.In(".will", htmlcheck.Says("kopia zapasowa"), htmlcheck.Says("Zostanie ślad"))).fill(remove)
	w.coordinator.post(remove, sure).leads("/programmes/krag/record#files")
	w.coordinator.post(remove, sure).leads("/programmes/krag/record#files")
	w.coordinator.get(page).is(http.StatusNotFound)
	w.coordinator.get(page + "/content").is(http.StatusNotFound)
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.In("section h2#strategy"), htmlcheck.Not("section h2#files"))
}

// TestOnlyFilesMayBeLarge: the limit of ordinary forms stays for every other
// route, and for the other fields of the form with a file.
func TestOnlyFilesMayBeLarge(t *testing.T) {
	w := startWorks(t)
	large := strings.Repeat("a", 1<<20+1)
	const record = "/programmes/krag/record/advice"
	w.coordinator.post(record, w.coordinator.get(record).fill(record, "items", large)).is(http.StatusRequestEntityTooLarge)
	w.coordinator.postFile(record, w.coordinator.get(record).fill(record), chosenFile{"a.pdf", []byte(large)}).is(http.StatusRequestEntityTooLarge)
	fields := w.coordinator.get(attachForm).fill(attachForm, "about", large)
	w.coordinator.post(attachForm, fields).is(http.StatusRequestEntityTooLarge)
	w.coordinator.postFile(attachForm, fields, chosenFile{"a.pdf", smallPDF("")}).is(http.StatusRequestEntityTooLarge)
}

// TestEndlessFile sends more than is ever read: the form comes back and says
// so, and nothing of the file was kept in memory.
func TestEndlessFile(t *testing.T) {
	w := startWorks(t)
	pages := web.New(w.Services(), w.Services().Flow.Desk.Policy, web.Config{BaseURL: w.URL(), Clock: domain.ClockFunc(w.clock), Log: slog.New(slog.DiscardHandler)}).Handler()
	fields := w.coordinator.get(attachForm).fill(attachForm)
	head := "--x\r\nContent-Disposition: form-data; name=\"form_id\"\r\n\r\n" + fields.Get("form_id") +
		"\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 "
	body := io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, 80<<20), strings.NewReader("\r\n--x--\r\n"))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, attachForm, body)
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	base, err := url.Parse(w.URL())
	w.must(err)
	for _, c := range w.coordinator.client.Jar.Cookies(base) {
		r.AddCookie(c)
	}
	got := httptest.NewRecorder()
	pages.ServeHTTP(got, r)
	if got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "Ten plik jest za duży") {
		t.Errorf("%d: %.300s", got.Code, got.Body)
	}
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestQuotaIsSaid fills the institution's room, by what its files say they are.
func TestQuotaIsSaid(t *testing.T) {
	w := startWorks(t)
	for range 10 {
		w.must(w.Services().Flow.Attach(t.Context(), w.actor, institution.NewAttachment{
			ID: domain.NewID[domain.AttachmentID](), Programme: w.programme,
			File: filetype.File{Kind: filetype.PDF, Name: "a", Content: make([]byte, institution.MaxAttachment-10_000)},
		}))
	}
	got := w.coordinator.postFile(attachForm, w.coordinator.get(attachForm).fill(attachForm), chosenFile{"a.pdf", smallPDF(strings.Repeat("a", 300_000))})
	got.is(http.StatusUnprocessableEntity, htmlcheck.In("#file-error", htmlcheck.Says("zajmie 1 MB, a zostało 0 MB z 100 MB")))
}
