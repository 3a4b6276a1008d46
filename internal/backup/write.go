package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// Options for a backup. The zero value copies every row of every table.
type Options struct {
	// Recipients are who can open the file; none leaves it open to whoever
	// has it. Sealed fields stay sealed either way.
	Recipients []age.Recipient
	// Omit are tables whose rows are left out, such as sessions: a restored
	// one would let somebody in again who has signed out.
	Omit []string
	// Heads reads the ends of the audit chains. It runs inside the backup's
	// own transaction (sqldb.From), so they belong to the rows; nil for none.
	Heads func(ctx context.Context) ([]Head, error)
	Clock domain.Clock // nil is the machine's
}

// File writes a backup to a path, readable by its owner only, whole or not at
// all. A backup that stands there is replaced, anything else is ErrReplaces.
func File(ctx context.Context, db *sqldb.DB, path string, o Options) (Summary, error) {
	if err := mayReplace(path); err != nil {
		return Summary{}, fmt.Errorf("back up to %s: %w", path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+beside+"*") // mode 0600
	if err != nil {
		return Summary{}, fmt.Errorf("back up: %w", err)
	}
	defer os.Remove(f.Name()) // an error only says that it was renamed
	removeLeft(path, f)
	sum, err := Write(ctx, db, f, o)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		err = syncFolder(path)
	}
	if err != nil {
		return Summary{}, fmt.Errorf("back up: %w", err)
	}
	return sum, nil
}

// Write writes a backup of one moment; everybody may go on working. On
// PostgreSQL the role must not be bound by row-level security, or it would
// see no institution's rows: then it is an error, never a thin backup.
func Write(ctx context.Context, db *sqldb.DB, to io.Writer, o Options) (Summary, error) {
	w, err := newWriter(to, o.Recipients)
	if err != nil {
		return Summary{}, err
	}
	err = db.Read(ctx, domain.Across, func(ctx context.Context) error {
		if err := seeAll(ctx, db.Engine()); err != nil {
			return err
		}
		return w.database(ctx, db.Engine(), o)
	})
	if err != nil {
		return Summary{}, err
	}
	return w.finish()
}

// seeAll makes PostgreSQL refuse a statement whose rows row-level security
// would thin out, instead of thinning them out.
func seeAll(ctx context.Context, engine sqldb.Engine) error {
	if engine != sqldb.PostgreSQL {
		return nil
	}
	_, err := sqldb.From(ctx).ExecContext(ctx, `SET LOCAL row_security = off`)
	return err
}

// writer writes lines and keeps count.
type writer struct {
	lines *bufio.Writer
	zip   *gzip.Writer
	seal  io.WriteCloser // nil without recipients
	hash  hash.Hash
	sum   Summary
}

func newWriter(to io.Writer, recipients []age.Recipient) (*writer, error) {
	w := &writer{hash: sha256.New()}
	if len(recipients) > 0 {
		var err error
		if w.seal, err = age.Encrypt(to, recipients...); err != nil {
			return nil, fmt.Errorf("seal for recipients: %w", err)
		}
		to = w.seal
	}
	var err error
	if w.zip, err = gzip.NewWriterLevel(to, gzip.BestSpeed); err != nil {
		return nil, err
	}
	w.lines = bufio.NewWriterSize(w.zip, 1<<16)
	return w, nil
}

func (w *writer) database(ctx context.Context, engine sqldb.Engine, o Options) error {
	h := Header{Format: formatNumber, Engine: string(engine), At: now(o.Clock)}
	newest := sqldb.From(ctx).QueryRowContext(ctx, `SELECT max(version_id) FROM `+versionTable)
	err := newest.Scan(&h.Schema)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if o.Heads != nil {
		if h.Heads, err = o.Heads(ctx); err != nil {
			return fmt.Errorf("read audit heads: %w", err)
		}
	}
	if err := w.json(h); err != nil {
		return err
	}
	all, err := tables(ctx, engine)
	if err != nil {
		return err
	}
	for _, t := range all {
		if err := w.table(ctx, t, o.Omit); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	return nil
}

func (w *writer) table(ctx context.Context, t table, omit []string) error {
	if err := w.json(tableLine{t.name, t.columns}); err != nil {
		return err
	}
	w.sum.Tables++
	for _, o := range omit {
		if o == t.name {
			return nil
		}
	}
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	var line []byte
	return each(ctx, "SELECT "+t.names()+" FROM "+quote(t.name), func(rows *sql.Rows) error {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		var err error
		if line, err = appendRow(line[:0], t.columns, values); err != nil {
			return err
		}
		w.sum.Rows++
		return w.line(line)
	})
}

func appendRow(line []byte, columns []column, values []any) ([]byte, error) {
	line = append(line, '[')
	for i, c := range columns {
		if i > 0 {
			line = append(line, ',')
		}
		var err error
		if line, err = appendValue(line, c.Kind, values[i]); err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	return append(line, ']'), nil
}

func (w *writer) json(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return w.line(b)
}

func (w *writer) line(b []byte) error {
	w.hash.Write(b)
	w.hash.Write([]byte{'\n'})
	_, err := w.lines.Write(b)
	if err == nil {
		err = w.lines.WriteByte('\n')
	}
	return err
}

func (w *writer) finish() (Summary, error) {
	w.sum.SHA256 = hex.EncodeToString(w.hash.Sum(nil))
	err := w.json(endLine{&w.sum})
	err = errors.Join(err, w.lines.Flush(), w.zip.Close())
	if w.seal != nil {
		err = errors.Join(err, w.seal.Close())
	}
	return w.sum, err
}
