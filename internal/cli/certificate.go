package cli

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"

	"krag/internal/domain"
)

// certificate is a certificate in two files. When they change, as they do when
// one is renewed, the next handshakes get the new one without a restart.
type certificate struct {
	cert, key string
	clock     domain.Clock

	mu      sync.Mutex
	now     *tls.Certificate
	changed time.Time // of the newer file
	looked  time.Time
}

// lookEvery is how often the files are looked at.
const lookEvery = time.Minute

func loadCertificate(cert, key string, clock domain.Clock) (*certificate, error) {
	c := &certificate{cert: cert, key: key, clock: clock}
	if _, err := c.get(nil); err != nil {
		return nil, fmt.Errorf("read certificate: %w", err)
	}
	return c, nil
}

func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get goes on with the old certificate while the new files do not fit each
// other: one of the two is always written first.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock.Now()
	if c.now != nil && now.Sub(c.looked) < lookEvery {
		return c.now, nil
	}
	c.looked = now
	changed, err := c.newest()
	if err == nil && c.now != nil && changed.Equal(c.changed) {
		return c.now, nil
	}
	fresh, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil && c.now == nil {
		return nil, err
	}
	if err == nil {
		c.now, c.changed = &fresh, changed
	}
	return c.now, nil
}

func (c *certificate) newest() (time.Time, error) {
	var newest time.Time
	for _, path := range []string{c.cert, c.key} {
		info, err := os.Stat(path)
		if err != nil {
			return newest, err
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return newest, nil
}
