package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
)

// The routes whose forms may be larger than maxBody: they read their body
// themselves, into memory and no further than they have to.
const (
	attachPattern = "/programmes/{slug}/attachments/new"
	importPattern = "/imports/new"
	photoPattern  = "/rooms/{id}/photo/edit"
	busyPattern   = "/rooms/{id}/import"
	arrivePattern = "/groups/arrive"

	shelfPattern   = groupShelf + "/file"
	meShelfPattern = meShelf + "/file"
)

// carriesFile reports whether the handler of a route reads the form itself.
func (r Route) carriesFile() bool {
	return r.Method == http.MethodPost && slices.Contains([]string{attachPattern, importPattern, photoPattern, busyPattern, arrivePattern, shelfPattern, meShelfPattern}, r.Pattern)
}

// maxUpload is how many bytes of a form with a file are read, so that too large
// a file can still be told of.
const maxUpload = 64 << 20

// upload is a form that came with a file.
type upload struct {
	fields   url.Values
	name     string // of the file, as the browser gives it
	content  []byte
	sent     bool // a file was chosen
	tooLarge bool
	dropped  bool  // what is in the file is not wanted
	most     int64 // bytes of a file that is taken
}

// patient gives a request the time that a file needs on a slow line. A writer
// that knows no deadlines, as in a test, has none to move.
func patient(w http.ResponseWriter) {
	c, end := http.NewResponseController(w), domain.SystemClock.Now().Add(usualUploads.Whole)
	_ = c.SetReadDeadline(end)
	_ = c.SetWriteDeadline(end)
}

// readUpload reads the form of a file. A file that is too large is read on and
// dropped, so that the browser gets an answer and not a broken line.
func (s *Server) readUpload(w http.ResponseWriter, r *request, most int64) (upload, error) {
	s.pace(w, r)
	return upload{most: most}.inTime(w, r)
}

// inTime reads the form and notes what came of it; of one that did not come in
// time, what came before.
func (u upload) inTime(w http.ResponseWriter, r *request) (upload, error) {
	u, err := u.read(w, r)
	err = slow(err)
	late := domain.KindOf(err) == domain.KindSlow
	if late { // net/http ends the request when a deadline passes; its page is still to be made
		r.Request = r.WithContext(context.WithoutCancel(r.Context()))
	}
	if err == nil || late {
		r.came(u.fields)
	}
	return u, err
}

// rescue reads the words of a form with a file when something went wrong before
// anybody read them. The file is let go: no page can carry it. From a browser
// that holds no session nothing would be kept, so nothing is read.
func (s *Server) rescue(w http.ResponseWriter, r *request) {
	if !r.carriesFile() || r.typed != nil || r.MultipartForm != nil || s.token(r) == "" {
		return
	}
	if r.actor.SignedIn() {
		s.pace(w, r)
	}
	_, _ = upload{dropped: true}.inTime(w, r) // what went wrong before is what is told
}

// carriesFile reports whether it is a form whose handler reads it.
func (r *request) carriesFile() bool {
	return r.route.carriesFile()
}

func (u upload) read(w http.ResponseWriter, r *request) (upload, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		err := parse(r.Request)
		u.fields = r.PostForm
		return u, err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return u, domain.Invalid("error.form_unreadable").Because(err)
	}
	u.fields = url.Values{}
	for err == nil {
		var part *multipart.Part
		if part, err = parts.NextPart(); err == nil {
			err = u.take(part)
		}
	}
	u, err = u.ended(err)
	r.MultipartForm = &multipart.Form{File: u.files()}
	return u, err
}

// files names the file that was chosen, as one that a page asks for again.
func (u upload) files() map[string][]*multipart.FileHeader {
	if !u.sent {
		return nil
	}
	return map[string][]*multipart.FileHeader{"file": {{Filename: u.name}}}
}

// ended reads the error after the last part. What goes on beyond every limit
// is a file that is too large.
func (u upload) ended(err error) (upload, error) {
	if errors.Is(err, io.EOF) {
		return u, nil
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		u.tooLarge, u.sent, u.content = true, true, nil
		return u, nil
	}
	var known *domain.Error
	if errors.As(err, &known) {
		return u, err
	}
	return u, domain.Invalid("error.form_unreadable").Because(err)
}

// take reads one part: a field, or the file.
func (u *upload) take(part *multipart.Part) error {
	if part.FileName() == "" {
		return u.field(part)
	}
	if part.FormName() != "file" || u.sent {
		_, err := io.Copy(io.Discard, part)
		return err
	}
	u.sent, u.name = true, part.FileName()
	if u.dropped {
		_, err := io.Copy(io.Discard, part)
		return err
	}
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(part, u.most+1))
	if err != nil {
		return err
	}
	if n > u.most {
		u.tooLarge = true
		_, err := io.Copy(io.Discard, part)
		return err
	}
	u.content = b.Bytes()
	return nil
}

// field reads a field. All of them together are no larger than other forms.
func (u *upload) field(part *multipart.Part) error {
	left := int64(maxBody)
	for _, values := range u.fields {
		for _, v := range values {
			left -= int64(len(v))
		}
	}
	b, err := io.ReadAll(io.LimitReader(part, max(left, 0)+1))
	if err != nil {
		return err
	}
	if int64(len(b)) > left || len(u.fields) > 100 {
		return domain.NewError(domain.KindTooLarge, "error.too_large")
	}
	if part.FormName() != "file" { // an empty field of this name is a file that nobody chose
		u.fields.Add(part.FormName(), string(b))
	}
	return nil
}

// file looks into what came and notes what is wrong with it.
func (u upload) file(f *form) (file filetype.File) {
	switch {
	case u.tooLarge:
		f.note("file", domain.Invalid("attachment.file.large").With(domain.Args{"max": int(u.most >> 20)}))
	case u.sent:
		var err error
		file, err = filetype.Read(u.name, u.content)
		f.note("file", err)
	}
	return file
}
