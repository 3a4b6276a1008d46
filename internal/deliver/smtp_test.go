package deliver

import (
	"strings"
	"testing"
)

func TestMailCheck(t *testing.T) {
	good := SMTP{Addr: "mail.example.org:587", TLS: StartTLS, From: "poczta@dom.example"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	word, empty := file(t, "secret\n"), file(t, "\nsecret")
	for name, c := range map[string]struct {
		change func(*SMTP)
		says   []string // what, where, and how it is mended
	}{
		"no port":         {func(s *SMTP) { s.Addr = "mail.example.org" }, []string{`"mail.example.org"`, "mail.example.org:587"}},
		"no host":         {func(s *SMTP) { s.Addr = ":25" }, []string{`":25"`, "host:port"}},
		"no encryption":   {func(s *SMTP) { s.TLS = "" }, []string{`""`, "starttls"}},
		"in the clear":    {func(s *SMTP) { s.TLS = NoTLS }, []string{"mail.example.org", "unencrypted", "starttls or tls"}},
		"sender":          {func(s *SMTP) { s.From = "Dom <poczta@dom.example>" }, []string{`"Dom <`, "poczta@example.org"}},
		"sender injected": {func(s *SMTP) { s.From = "a@b.example\r\nX: y" }, []string{"plain address"}},
		"no sender":       {func(s *SMTP) { s.From = "" }, []string{`""`}},
		"bounce":          {func(s *SMTP) { s.Bounce = "a@b@c" }, []string{`"a@b@c"`, "bounces@example.org"}},
		"hello":           {func(s *SMTP) { s.Hello = "my house" }, []string{`"my house"`, "mail.example.org"}},
		"user alone":      {func(s *SMTP) { s.User = "a" }, []string{"both", "password file"}},
		"file alone":      {func(s *SMTP) { s.PasswordFile = word }, []string{"both", "password file"}},
		"file missing":    {func(s *SMTP) { s.User, s.PasswordFile = "a", word+"x" }, []string{word + "x", "no such file", "may read"}},
		"file empty":      {func(s *SMTP) { s.User, s.PasswordFile = "a", empty }, []string{empty, "first line"}},
		"roots missing":   {func(s *SMTP) { s.Roots = word + "x" }, []string{word + "x", "no such file"}},
		"roots odd":       {func(s *SMTP) { s.Roots = word }, []string{word, "PEM"}},
	} {
		s := good
		c.change(&s)
		err := s.Check()
		if err == nil {
			t.Errorf("%s passes", name)
			continue
		}
		for _, part := range append(c.says, "mail server: ") {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q does not say %s", name, err, part)
			}
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %q tells the password", name, err)
		}
	}
}

// TestMailThisMachine: in the clear only where no cable is.
func TestMailThisMachine(t *testing.T) {
	for addr, ok := range map[string]bool{
		"localhost:25": true, "127.0.0.1:25": true, "127.9.9.9:25": true, "[::1]:25": true,
		"localhost.example.org:25": false, "10.0.0.1:25": false, "[fe80::1]:25": false, "0.0.0.0:25": false, "mail:25": false,
	} {
		err := SMTP{Addr: addr, TLS: NoTLS, From: "a@b.example"}.Check()
		if (err == nil) != ok {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestMailReturns(t *testing.T) {
	const id = "01932d00-0000-7000-8000-00000000000a"
	for bounce, want := range map[string]string{
		"": "poczta@dom.example", "wraca.example": "bounces+" + id + "@wraca.example", "zwroty@dom.example": "zwroty+" + id + "@dom.example",
	} {
		s := SMTP{From: "poczta@dom.example", Bounce: bounce}
		if got := s.returns(parcelID(t, id)); got != want {
			t.Errorf("%q: %s, want %s", bounce, got, want)
		}
	}
	if got := (SMTP{From: "poczta@dom.example", Hello: "mail.dom.example"}).hello(); got != "mail.dom.example" {
		t.Errorf("it says hello as %s", got)
	}
}
