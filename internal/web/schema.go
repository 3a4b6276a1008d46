package web

import (
	_ "embed"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"krag/internal/bundle"
	"krag/internal/document"
	"krag/internal/domain/publish"
)

// Whatever Krąg gives as data is described by a JSON Schema, at these
// addresses. The answer with the data leads there (RFC 8288, describedby).
const (
	practicesSchemaPath = "/practices.schema.json"
	cardSchemaPath      = "/card.schema.json"
	programmeSchemaPath = "/programme.schema.json"
)

const schemaType = "application/schema+json"

// practicesSchema says what practices.json holds, field by field.
//
//go:embed schema/practices-1.schema.json
var practicesSchema []byte

func (s *Server) schemaRoutes() []Route {
	return []Route{
		{"GET", practicesSchemaPath, publish.ActRead, s.schemaRead(practicesSchemaPath, practicesSchema)},
		{"GET", cardSchemaPath, publish.ActRead, s.schemaRead(cardSchemaPath, document.CardSchema())},
		{"GET", programmeSchemaPath, publish.ActRead, s.schemaRead(programmeSchemaPath, bundle.Schema())},
	}
}

// schemaName is what a schema is called where it has no address.
var schemaName = regexp.MustCompile(`("\$id":\s*)"urn:krag:schema:[a-z]+-\d+"`)

// schemaRead gives a schema, called by the address where it is found.
func (s *Server) schemaRead(path string, schema []byte) handler {
	named := schemaName.ReplaceAll(schema, []byte("${1}"+strconv.Quote(s.BaseURL+path)))
	return func(w http.ResponseWriter, r *request) error {
		s.sendFresh(w, r, time.Time{}, schemaType, named)
		return nil
	}
}

// schemas are those of the files of a card.
var schemas = map[string]string{publish.AsJSON: cardSchemaPath, publish.AsBundle: programmeSchemaPath}

// described says where the schema of what is sent now is.
func (s *Server) described(w http.ResponseWriter, path string) {
	w.Header().Set("Link", "<"+s.BaseURL+path+`>; rel="describedby"; type="`+schemaType+`"`)
}
