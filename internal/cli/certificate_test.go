package cli

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"krag/internal/domain"
)

// writeCertificate makes a certificate for 127.0.0.1 with a serial number.
func writeCertificate(t *testing.T, cert, key string, serial int64, at time.Time) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "krag.example.org"},
		NotBefore: at.Add(-time.Hour), NotAfter: at.Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalECPrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{
		cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "EC PRIVATE KEY", Bytes: keyDER},
	} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

func serial(t *testing.T, c *certificate) int64 {
	t.Helper()
	now, err := c.get(nil)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(now.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return leaf.SerialNumber.Int64()
}

// TestCertificateRenewed: new files count within a minute, and files that do
// not fit each other never.
func TestCertificateRenewed(t *testing.T) {
	folder, now := t.TempDir(), time.Now()
	cert, key := filepath.Join(folder, "c.pem"), filepath.Join(folder, "k.pem")
	clock := domain.ClockFunc(func() time.Time { return now })
	later := func() { now = now.Add(lookEvery) }
	writeCertificate(t, cert, key, 1, now)
	c, err := loadCertificate(cert, key, clock)
	if err != nil {
		t.Fatal(err)
	}
	writeCertificate(t, cert, key, 2, now.Add(time.Second))
	if n := serial(t, c); n != 1 {
		t.Errorf("at once it is number %d: the files are read at every handshake", n)
	}
	later()
	if n := serial(t, c); n != 2 {
		t.Errorf("a minute later it is number %d", n)
	}
	writeCertificate(t, cert, filepath.Join(folder, "other.pem"), 3, now)
	later()
	if n := serial(t, c); n != 2 {
		t.Errorf("with a key that does not fit it is number %d", n)
	}
	if err := os.Remove(cert); err != nil {
		t.Fatal(err)
	}
	later()
	if n := serial(t, c); n != 2 {
		t.Errorf("without a file it is number %d", n)
	}
}

// TestServeTLS: pages over TLS carry a cookie that goes nowhere else.
func TestServeTLS(t *testing.T) {
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "c.pem"), filepath.Join(folder, "k.pem")
	writeCertificate(t, cert, key, 1, time.Now())
	r := startHere(t, Config{TLSCert: cert, TLSKey: key})
	known := x509.NewCertPool()
	b, err := os.ReadFile(cert)
	if err != nil || !known.AppendCertsFromPEM(b) {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: known}}}
	defer client.CloseIdleConnections()
	res, err := client.Get(r.URL() + "/sign-in")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 200 || res.Header.Get("Strict-Transport-Security") == "" || res.TLS.Version < tls.VersionTLS12 {
		t.Errorf("%s: %d, %v", r.URL(), res.StatusCode, res.Header)
	}
}
