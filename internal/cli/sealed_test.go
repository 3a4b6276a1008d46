package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// identityFile writes an age identity as age-keygen does, and gives the path
// and who it is as a recipient.
func identityFile(t *testing.T) (path, recipient string) {
	t.Helper()
	i, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "identity.txt")
	if err := os.WriteFile(path, []byte("# made for a test\n"+i.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, i.Recipient().String()
}

// TestSealedBackup seals a backup for two recipients. Either opens it, nobody
// else does, and whoever cannot has touched nothing.
func TestSealedBackup(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		folder := t.TempDir()
		file, copied := filepath.Join(folder, "b.krag"), filepath.Join(folder, "keys.copy")
		mine, me := identityFile(t)
		yours, you := identityFile(t)
		wrong, _ := identityFile(t)
		for range 2 { // the second takes the place of the first
			krag(t, p.all(t), "backup", "--recipient", me, "--recipient", you, "--copy-keys", copied, file).done(t)
		}
		if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), "age-encryption.org/v1\n") {
			t.Errorf("it begins with %q, %v", b[:min(len(b), 40)], err)
		}

		for _, identity := range []string{mine, yours} {
			to := e.blank(t)
			to.master = p.master
			krag(t, to.env(), "restore", "--keys-copy", copied, file).refused(t, 1, "--identity")
			krag(t, to.env(), "restore", "--identity", wrong, "--keys-copy", copied, file).refused(t, 1, "sealed for somebody else")
			krag(t, to.env(), "restore", "--identity", p.master, "--keys-copy", copied, file).refused(t, 1, p.master)
			krag(t, to.env(), "restore", "--identity", identity, "--keys-copy", copied, file).done(t)
			krag(t, to.all(t), "verify").done(t)
			r := start(t, to)
			if !actor(t, r, managerLogin).SignedIn() {
				t.Error("the manager cannot sign in")
			}
		}
	})
}

// TestIdentityOfAnOpenBackup: naming an identity does no harm to a backup that
// needs none.
func TestIdentityOfAnOpenBackup(t *testing.T) {
	p := settled(t, onSQLite.made(t))
	file := filepath.Join(t.TempDir(), "b.krag")
	mine, _ := identityFile(t)
	krag(t, p.all(t), "backup", file).done(t)
	to := onSQLite.blank(t)
	to.keys, to.master = p.keys, p.master
	krag(t, to.env(), "restore", "--identity", mine, file).done(t)
}

// TestRecipientRefused: what is no recipient is not repeated; it may be an
// identity that somebody took for one.
func TestRecipientRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	path, me := identityFile(t)
	secret, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, secretKey, _ := strings.Cut(strings.TrimSpace(string(secret)), "\n")
	krag(t, nil, "migrate").done(t)
	r := krag(t, nil, "backup", "--recipient", me, "--recipient", secretKey, "b.krag")
	r.refused(t, 2, "--recipient")
	if strings.Contains(strings.ToLower(r.err), strings.ToLower(secretKey[16:30])) {
		t.Errorf("it says %q", r.err)
	}
	if _, err := os.Stat("b.krag"); !os.IsNotExist(err) {
		t.Errorf("a backup was written: %v", err)
	}
}
