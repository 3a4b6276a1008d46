package document

import (
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/publish"
)

// As gives the card in one of the forms in which it is published, other than
// a page. A form that is none is KindNotFound.
func (c Card) As(form string) (publish.Rendering, error) {
	r := publish.Rendering{Lang: c.Edition.Lang, Form: form}
	switch form {
	case publish.AsPDF:
		r.Type, r.Body = TypePDF, c.PDF()
	case publish.AsDOCX:
		r.Type, r.Body = TypeDOCX, c.DOCX()
	case publish.AsJSON:
		body, err := json.MarshalIndent(c.Edition, "", "  ")
		if err != nil {
			return r, err
		}
		r.Type, r.Body = TypeJSON, append(body, '\n')
	default:
		return r, domain.NotFound("card.file.unknown")
	}
	return r, nil
}
