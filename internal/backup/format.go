package backup

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// Header is the first line of a backup.
type Header struct {
	Format int       `json:"krag_backup"`
	Engine string    `json:"engine"` // what it was taken from: sqlite or postgres
	Schema int64     `json:"schema"` // the number of the newest migration
	At     time.Time `json:"at"`     // UTC, when the snapshot of all rows was taken
	Heads  []Head    `json:"heads,omitempty"`
}

// Head is the end of one institution's audit chain.
type Head struct {
	InstitutionNo int64  `json:"institution"`
	Seq           int64  `json:"seq"`
	MAC           []byte `json:"mac"`
}

// Summary is the last line: what must have come before it.
type Summary struct {
	Tables int    `json:"tables"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

const formatNumber = 1

type (
	tableLine struct {
		Table   string   `json:"table"`
		Columns []column `json:"columns"`
	}
	endLine struct {
		End *Summary `json:"end"`
	}
	column struct {
		Name string `json:"name"`
		Kind kind   `json:"kind"`
	}
)

// kind is what a column holds, in words of no engine.
type kind string

const (
	whole  kind = "int"
	truth  kind = "bool"
	text   kind = "text"
	uuid   kind = "uuid"
	octets kind = "bytes"
	float  kind = "float"
)

// kinds are the declared types that the schema may use.
var kinds = map[string]kind{
	"bigint": whole, "integer": whole, "smallint": whole, "int": whole,
	"boolean": truth, "bool": truth,
	"text": text, "character varying": text, "date": text,
	"uuid":  uuid,
	"bytea": octets, "blob": octets,
	"double precision": float, "real": float,
}

// appendValue writes one value as JSON. What the engine hands out and the kind
// do not agree on is an error: a backup that cannot be read back is none.
func appendValue(line []byte, k kind, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(line, "null"...), nil
	case int64:
		switch k {
		case whole:
			return strconv.AppendInt(line, v, 10), nil
		case truth:
			return strconv.AppendBool(line, v != 0), nil
		case float:
			return appendFloat(line, float64(v)), nil
		}
	case bool:
		if k == truth {
			return strconv.AppendBool(line, v), nil
		}
	case float64:
		if k == float {
			return appendFloat(line, v), nil
		}
	case string:
		return appendText(line, k, v)
	case []byte:
		if k == octets {
			line = base64.StdEncoding.AppendEncode(append(line, '"'), v)
			return append(line, '"'), nil
		}
		return appendText(line, k, string(v))
	}
	return nil, fmt.Errorf("a value of type %T where %s should stand", v, k)
}

func appendText(line []byte, k kind, s string) ([]byte, error) {
	if k != text && k != uuid {
		return nil, fmt.Errorf("text where %s should stand", k)
	}
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("text that is not UTF-8")
	}
	b, err := json.Marshal(s)
	return append(line, b...), err
}

// appendFloat writes what JSON has no number for as a string.
func appendFloat(line []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return strconv.AppendQuote(line, strconv.FormatFloat(f, 'g', -1, 64))
	}
	return strconv.AppendFloat(line, f, 'g', -1, 64)
}

// value gives back what appendValue wrote, for the parameter of a statement.
func (k kind) value(raw any) (any, error) {
	switch v := raw.(type) {
	case nil:
		return nil, nil
	case bool:
		if k == truth {
			return v, nil
		}
	case json.Number:
		switch k {
		case whole:
			return v.Int64()
		case float:
			return v.Float64()
		}
	case string:
		switch k {
		case text, uuid:
			return v, nil
		case octets:
			return base64.StdEncoding.Strict().DecodeString(v)
		case float:
			return strconv.ParseFloat(v, 64)
		}
	}
	return nil, fmt.Errorf("a %T where %s should stand", raw, k)
}
