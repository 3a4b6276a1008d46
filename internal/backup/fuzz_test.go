package backup

import (
	"bytes"
	"compress/gzip"
	"errors"
	"testing"
)

// FuzzRead feeds lines to the reader: whatever they are, it answers, and never
// hands on a row that does not fit its table.
func FuzzRead(f *testing.F) {
	f.Add(`{"krag_backup":1,"engine":"sqlite","schema":1,"at":"2026-01-01T00:00:00Z"}
{"table":"t","columns":[{"name":"a","kind":"int"},{"name":"b","kind":"bytes"}]}
[1,"AA=="]
{"end":{"tables":1,"rows":1,"sha256":""}}
`)
	f.Add(`{"krag_backup":1}` + "\n[1]\n")
	f.Add(`{"krag_backup":1}` + "\n{\"table\":\"\",\"end\":null}\n")
	f.Fuzz(func(t *testing.T, lines string) {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(lines)); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		r, err := newReader(&b, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = r.all(sink{row: func(values []any) error {
			if len(values) != len(r.now.columns) {
				t.Errorf("%d values for %d columns", len(values), len(r.now.columns))
			}
			return nil
		}})
		if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotBackup) {
			t.Errorf("lines without their hash: %v", err)
		}
	})
}
