package backup

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"filippo.io/age"
)

// The errors of a file.
var (
	// ErrNotBackup means that the file is something else, or of a newer krag.
	ErrNotBackup = errors.New("not a backup this krag can read")
	// ErrDamaged means that the file is cut short or changed.
	ErrDamaged = errors.New("the backup is damaged")
	// ErrSealed means that the file is sealed and none of the identities opens it.
	ErrSealed = errors.New("the backup is sealed for somebody else")
)

// Check reads a backup to its end and compares its hash. The errors are
// ErrNotBackup, ErrDamaged and ErrSealed.
func Check(path string, identities ...age.Identity) (Header, Summary, error) {
	return read(path, identities, sink{})
}

// sink takes what is read; functions left nil pass it over.
type sink struct {
	table func(t table) error
	row   func(values []any) error
}

// read walks over a file and hands on its tables and rows. Whoever takes them
// must drop everything when the error is not nil: the hash comes last.
func read(path string, identities []age.Identity, to sink) (Header, Summary, error) {
	f, err := os.Open(path)
	if err != nil {
		return Header{}, Summary{}, fmt.Errorf("read backup: %w", err)
	}
	defer f.Close()
	r, err := newReader(f, identities)
	if err != nil {
		return Header{}, Summary{}, fmt.Errorf("read backup: %w", err)
	}
	header, sum, err := r.all(to)
	if err != nil {
		return Header{}, Summary{}, fmt.Errorf("read backup: %w", err)
	}
	return header, sum, nil
}

const ageMark = "age-encryption.org/"

type reader struct {
	lines *bufio.Reader
	hash  hash.Hash
	sum   Summary
	now   table // whose rows are coming
}

func newReader(f io.Reader, identities []age.Identity) (*reader, error) {
	outer := bufio.NewReaderSize(f, 1<<16)
	start, _ := outer.Peek(len(ageMark)) // too short is no gzip either
	if string(start) == ageMark {
		if len(identities) == 0 {
			return nil, ErrSealed
		}
		inner, err := age.Decrypt(outer, identities...)
		if none := new(age.NoIdentityMatchError); errors.As(err, &none) {
			return nil, ErrSealed
		} else if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		outer = bufio.NewReaderSize(inner, 1<<16)
	}
	zip, err := gzip.NewReader(outer)
	if err != nil {
		return nil, ErrNotBackup
	}
	return &reader{lines: bufio.NewReaderSize(zip, 1<<16), hash: sha256.New()}, nil
}

func (r *reader) all(to sink) (Header, Summary, error) {
	h, err := r.header()
	if err != nil {
		return Header{}, Summary{}, err
	}
	for {
		line, err := r.next()
		if err == nil && line[0] == '[' {
			err = r.row(line, to)
		} else if err == nil {
			var end *Summary
			if end, err = r.object(line, to); end != nil {
				return h, *end, r.compare(*end)
			}
		}
		if err != nil {
			return Header{}, Summary{}, err
		}
		r.note(line)
	}
}

// compare holds the last line against what came before it, and asks that
// nothing comes after.
func (r *reader) compare(end Summary) error {
	r.sum.SHA256 = hex.EncodeToString(r.hash.Sum(nil))
	if end != r.sum {
		return fmt.Errorf("%w: its hash or its counts do not agree", ErrDamaged)
	}
	if _, err := r.lines.ReadByte(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows its end", ErrDamaged)
	}
	return nil
}

func (r *reader) header() (h Header, err error) {
	line, err := r.next()
	if err != nil {
		return h, ErrNotBackup
	}
	if json.Unmarshal(line, &h) != nil || h.Format != formatNumber {
		return h, ErrNotBackup
	}
	r.note(line)
	return h, nil
}

// object takes a line that is no row; end is nil but for the last one.
func (r *reader) object(line []byte, to sink) (end *Summary, err error) {
	var l struct {
		tableLine
		endLine
	}
	if err := json.Unmarshal(line, &l); err != nil || (l.End == nil) == (l.Table == "") {
		return nil, fmt.Errorf("%w: a line that is none", ErrDamaged)
	}
	if l.End != nil {
		return l.End, nil
	}
	r.sum.Tables++
	r.now = table{l.Table, l.Columns}
	if to.table == nil {
		return nil, nil
	}
	return nil, to.table(r.now)
}

func (r *reader) row(line []byte, to sink) error {
	r.sum.Rows++
	if to.row == nil {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var values []any
	if err := d.Decode(&values); err != nil || len(values) != len(r.now.columns) {
		return fmt.Errorf("%w: a row of %s", ErrDamaged, r.now.name)
	}
	for i, c := range r.now.columns {
		var err error
		if values[i], err = c.Kind.value(values[i]); err != nil {
			return fmt.Errorf("%w: %s.%s: %w", ErrDamaged, r.now.name, c.Name, err)
		}
	}
	return to.row(values)
}

// next reads one line, without its end.
func (r *reader) next() ([]byte, error) {
	line, err := r.lines.ReadBytes('\n')
	if err != nil || len(line) < 2 {
		return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
	}
	return line[:len(line)-1], nil
}

// note adds a line to the hash.
func (r *reader) note(line []byte) {
	r.hash.Write(line)
	r.hash.Write([]byte{'\n'})
}
