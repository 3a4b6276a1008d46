package web

import (
	"krag/internal/domain/institution"
)

// recordFile are the typed parts of a programme's record as data.
type recordFile struct {
	Strategies  []strategyFile   `json:"strategies"`
	Premises    []stepFile       `json:"premises"`
	Partners    []partnerFile    `json:"partners"`
	Contact     *contactFile     `json:"contact,omitempty"`
	Attachments []attachmentFile `json:"attachments"`
}

type strategyFile struct {
	Title      string `json:"title"`
	From       int    `json:"from,omitempty"` // year
	To         int    `json:"to,omitempty"`   // year
	Note       string `json:"note,omitempty"`
	Attachment string `json:"attachment,omitempty"` // id of a file below
}

type stepFile struct {
	Kind string `json:"kind,omitempty"` // need, application, grant, works, room
	On   string `json:"on,omitempty"`   // 2002, 2002-09 or 2002-09-03
	When string `json:"when,omitempty"` // in the source's words
	Text string `json:"text"`
}

type partnerFile struct {
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

type contactFile struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
	Web   string `json:"web,omitempty"`
}

// attachmentFile is a file without its content.
type attachmentFile struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	About  string `json:"about,omitempty"`
	Type   string `json:"type"` // media type
	Size   int64  `json:"size"` // bytes
	Public bool   `json:"public"`
}

func recordFileOf(d institution.Dossier) recordFile {
	file := recordFile{Strategies: []strategyFile{}, Premises: []stepFile{}, Partners: []partnerFile{}, Attachments: []attachmentFile{}}
	for _, s := range d.Strategies {
		one := strategyFile{Title: s.Title, From: s.From, To: s.To, Note: s.Note}
		if !s.Attachment.IsZero() {
			one.Attachment = s.Attachment.String()
		}
		file.Strategies = append(file.Strategies, one)
	}
	for _, s := range d.Premises {
		file.Premises = append(file.Premises, stepFile{Kind: string(s.Kind), On: momentFile(s.On), When: s.When, Text: s.Text})
	}
	for _, p := range d.Partners {
		file.Partners = append(file.Partners, partnerFile{Name: p.Name, Kind: string(p.Kind)})
	}
	if c := d.Contact; !c.IsZero() {
		file.Contact = &contactFile{Name: c.Name, Email: c.Email, Phone: c.Phone, Web: c.Web}
	}
	for _, a := range d.Attachments {
		file.Attachments = append(file.Attachments, attachmentFile{
			ID: a.ID.String(), Name: a.FileName(), About: a.About, Type: a.Kind.MediaType(), Size: a.Size, Public: a.Public(),
		})
	}
	return file
}
