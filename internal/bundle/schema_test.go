package bundle

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/domain/transfer"
)

const schemaFile = "schema/programme-1.schema.json"

// closed are the fields that take only certain words.
var closed = map[string][]string{
	"Parcel.format": {transfer.Format}, "Parcel.kind": {"programme", "template"},
	"Group.kind": texts(group.Kinds), "Group.character": texts(group.Characters), "Group.openness": texts(group.Opennesses),
	"Step.stage": texts(group.Stages), "Meeting.state": {"planned", "held", "cancelled"},
	"Attendance.led": texts([]meeting.Leader{meeting.LedByMember, meeting.LedByAnimator}),
	"Outcome.form":   texts(outcome.Forms), "Cost.category": texts(funding.Categories),
	"PremisesStep.kind": texts(institution.PremisesKinds), "Partner.kind": texts(institution.PartnerKinds), "Ally.kind": texts(institution.PartnerKinds),
	"Ready.state": {"done", "not_us"}, "Hint.kind": {"indicator", "cost"}, "Text.lang": {"pl", "uk", "en"},
}

func texts[T ~string](all []T) (list []string) {
	for _, one := range all {
		list = append(list, string(one))
	}
	return list
}

// described words what a reader of the schema cannot guess.
var described = map[string]string{
	"Origin.address":        "The page of the practice, on the web: http or https.",
	"Parcel.people":         "Who belongs to the groups and who came to the meetings, sealed with a passphrase: an armoured age file.",
	"Parcel.hints":          "What those who ran the programme before measured and paid for, without their numbers.",
	"Strategy.attachment":   "The place in attachments, from 0.",
	"Cost.fund":             "The place in funds, from 0.",
	"Cost.amount":           "Grosze. 0 says that it costs nothing on purpose.",
	"Fund.amount":           "Grosze; absent when not known.",
	"Group.neutral":         "The name that says nothing of what the group is for.",
	"Group.accompanied":     "How many meetings a member of staff accompanies, as agreed.",
	"Description.langs":     "Languages that are spoken in the group, as BCP 47 tags.",
	"Description.access":    "What makes it easier to come.",
	"Description.most":      "The most people the group has room for; absent when nobody said.",
	"Description.closes_at": "Of a mixed group: the number of the meeting from which nobody new comes.",
	"Group.reminders":       "Minutes before a meeting: 10080, 2880, 1440, 120. Empty for none; absent as the institution has it.",
	"Group.roles":           "Which roles the group uses at its meetings: opener, moderator, timekeeper, buddy, keys, contact, treasurer. Absent for all of them.",
	"Group.steps":           "The life of the group, the oldest first. A group without any is an idea.",
	"Meeting.series":        "Meetings with one number were planned together.",
	"Attachment.content":    "Base64; absent when the file was too large to travel.",
	"Readiness.trainings":   "How animators were prepared; who took part is a number only.",
	"Parcel.readiness":      "Of the institution, taken over only where the new one has said nothing.",
	"Programme.record":      "The items of each section of the programme's record.",
	"Parcel.cards":          "The newest text of each section. What was published does not travel.",
	"Group.audience":        "For whom it is, in plain words.",
	"Attendance.newcomers":  "Of total, there for the first time.",
}

// schemaOf describes a type as its tags have it.
func schemaOf(t reflect.Type, most int) map[string]any {
	switch {
	case t == reflect.TypeFor[transfer.When]():
		return map[string]any{"type": "string", "pattern": `^(19|20|21)\d{2}(-\d{2}(-\d{2})?)?$`}
	case t.String() == "time.Time":
		return map[string]any{"type": "string", "format": "date-time"}
	case t.String() == "[]uint8":
		return map[string]any{"type": "string", "contentEncoding": "base64"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), most)
	case reflect.String:
		return map[string]any{"type": "string", "maxLength": most}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer", "minimum": 0}
	case reflect.Slice:
		return map[string]any{"type": "array", "maxItems": most, "items": schemaOf(t.Elem(), longestItem(t.Elem()))}
	case reflect.Map:
		return map[string]any{
			"type": "object", "additionalProperties": map[string]any{"type": "array", "maxItems": most, "items": map[string]any{"type": "string", "maxLength": 2000}},
		}
	}
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		most, _ := strconv.Atoi(f.Tag.Get("most"))
		one := schemaOf(f.Type, most)
		if words := closed[t.Name()+"."+name]; words != nil {
			one = map[string]any{"enum": words}
		}
		if about := described[t.Name()+"."+name]; about != "" {
			one["description"] = about
		}
		properties[name] = one
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": properties, "required": required}
}

func wantedSchema(t *testing.T) []byte {
	s := schemaOf(reflect.TypeFor[transfer.Parcel](), 0)
	s["$schema"], s["$id"] = "https://json-schema.org/draft/2020-12/schema", "urn:krag:schema:programme-1"
	s["title"] = "A programme of self-help groups on its way from one institution to another, version 1"
	s["properties"].(map[string]any)["version"] = map[string]any{"const": transfer.Version}
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// TestSchemaSaysWhatIsRead holds the schema in the repository to the types. To
// write it anew, delete the file's content and run the test once.
func TestSchemaSaysWhatIsRead(t *testing.T) {
	want := wantedSchema(t)
	if there, err := os.ReadFile(schemaFile); err == nil && len(bytes.TrimSpace(there)) <= 2 {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(Schema(), want) {
		t.Errorf("%s does not say what is read: write {} into it and run this test twice", schemaFile)
	}
	for place := range described {
		if !slices.ContainsFunc(strings.Split(string(want), "\n"), func(line string) bool { return strings.Contains(line, described[place]) }) {
			t.Errorf("%s is described and is not in the schema", place)
		}
	}
}

var compiled = sync.OnceValue(func() *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		panic(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("programme-1.schema.json", doc); err != nil {
		panic(err)
	}
	return c.MustCompile("programme-1.schema.json")
})

func keepsToSchema(t testing.TB, content []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
	if err == nil {
		err = compiled().Validate(doc)
	}
	if err != nil {
		t.Error(err)
	}
}
