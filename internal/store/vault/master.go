package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sync"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Master is the content of the master key file: a tink keyset of AES-256-GCM
// keys that wraps the institution keysets, and a root secret from which the
// secrets of the house are derived. The two are apart so that the keyset can
// be rotated while derived secrets, and the audit chains made with them, stay.
// The file protects both by its permissions alone.
type Master struct {
	path string
	mu   sync.RWMutex
	ring masterRing
	root []byte
}

// masterRing is one reading of the keyset.
type masterRing struct {
	handle  *keyset.Handle
	aead    tink.AEAD
	primary int64 // tink's id of the key that seals
}

// masterFile is the form on disk.
type masterFile struct {
	Version int             `json:"krag_master"`
	Note    string          `json:"note"`
	Root    []byte          `json:"root"`
	Keyset  json.RawMessage `json:"keyset"`
}

const masterNote = "Without this file nobody can read the names in the database again. Keep a copy elsewhere, apart from the backups."

const rootSize = 32

// ErrMasterMissing means that there is no master key file at the path.
var ErrMasterMissing = errors.New("no master key file")

// LoadMaster reads the master key file. A file that everybody on the machine
// may read, or others may change, is refused; a missing one is ErrMasterMissing.
func LoadMaster(path string) (*Master, error) {
	f, err := readMasterFile(path)
	if err != nil {
		return nil, err
	}
	ring, err := parseMasterKeyset(f.Keyset)
	if err != nil {
		return nil, fmt.Errorf("read master key %s: %w", path, err)
	}
	return &Master{path: path, ring: ring, root: f.Root}, nil
}

// CreateMaster makes a new master key file with mode 0600. It never replaces
// one that is there: that is an fs.ErrExist.
func CreateMaster(path string) (*Master, error) {
	root := make([]byte, rootSize)
	_, _ = rand.Read(root) // never fails since Go 1.24
	h, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make master key: %w", err)
	}
	b, err := encodeMaster(root, h)
	if err != nil {
		return nil, err
	}
	if err := createFile(path, b); err != nil {
		return nil, fmt.Errorf("make master key: %w", err)
	}
	return LoadMaster(path)
}

// Derive gives 32 bytes for one purpose, named by the label: the secret of the
// audit chains, of the sign-in tokens. The same file and label always give the
// same bytes, also after a rotation (HKDF-SHA-256, RFC 5869).
func (m *Master) Derive(label string) []byte {
	b, err := hkdf.Key(sha256.New, m.root, nil, "krag/"+label, 32)
	if err != nil {
		panic("vault: derive " + label + ": " + err.Error()) // only for lengths above 8160
	}
	return b
}

// Path is where the file lies.
func (m *Master) Path() string { return m.path }

// keys is the present reading of the keyset.
func (m *Master) keys() masterRing {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.ring
}

// reload reads the file again: another process may have rotated it.
func (m *Master) reload() error {
	fresh, err := LoadMaster(m.path)
	if err != nil {
		return err
	}
	if !bytes.Equal(fresh.root, m.root) {
		return fmt.Errorf("master key %s is another one than at the start", m.path)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ring = fresh.ring
	return nil
}

// replace writes another keyset into the file, whole or not at all, and goes
// on with it.
func (m *Master) replace(h *keyset.Handle) error {
	b, err := encodeMaster(m.root, h)
	if err != nil {
		return err
	}
	if err := replaceFile(m.path, b); err != nil {
		return fmt.Errorf("write master key: %w", err)
	}
	return m.reload()
}

// has reports whether the key with this id can still open.
func (r masterRing) has(id int64) bool {
	for _, k := range r.handle.KeysetInfo().GetKeyInfo() {
		if int64(k.GetKeyId()) == id {
			return true
		}
	}
	return false
}

func readMasterFile(path string) (masterFile, error) {
	var f masterFile
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, fmt.Errorf("%w at %s", ErrMasterMissing, path)
	} else if err != nil {
		return f, fmt.Errorf("read master key: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o027 != 0 {
		return f, fmt.Errorf("master key %s is open to others (mode %04o): run chmod 600", path, info.Mode().Perm())
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return f, fmt.Errorf("read master key: %w", err)
	}
	if err := json.Unmarshal(b, &f); err != nil || f.Version != 1 || len(f.Root) != rootSize {
		return f, fmt.Errorf("%s is not a master key file of this version", path)
	}
	return f, nil
}

func parseMasterKeyset(b []byte) (masterRing, error) {
	h, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(b)))
	if err != nil {
		return masterRing{}, err
	}
	a, err := aead.New(h)
	if err != nil {
		return masterRing{}, err
	}
	return masterRing{handle: h, aead: a, primary: int64(h.KeysetInfo().GetPrimaryKeyId())}, nil
}

func encodeMaster(root []byte, h *keyset.Handle) ([]byte, error) {
	var buf bytes.Buffer
	if err := insecurecleartextkeyset.Write(h, keyset.NewJSONWriter(&buf)); err != nil {
		return nil, fmt.Errorf("encode master key: %w", err)
	}
	return json.MarshalIndent(masterFile{Version: 1, Note: masterNote, Root: root, Keyset: buf.Bytes()}, "", "  ")
}
