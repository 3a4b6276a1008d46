package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/transfer"
	"krag/internal/flow"
	"krag/internal/torture"
)

// TestKilledWhileImporting kills a command that brings a programme in, again
// and again. Nobody sees anything of what was cut off; it is swept to the last
// row; and the next import brings everything.
func TestKilledWhileImporting(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		k := importing{killing: killing{t: t, place: newPlace(t, blank)}}
		k.open()
		k.file = k.written()
		program(t) // is built before it is timed
		began := time.Now()
		k.brings(0)
		k.took = time.Since(began)
		rounds, cut := torture.Count(t, 20), 0
		for range rounds {
			there := k.number(`SELECT count(*) FROM programme`)
			k.brings(k.took/5 + rand.N(k.took)*4/5)
			if k.number(`SELECT count(*) FROM programme`) == there {
				cut++
			}
			k.whole()
		}
		k.sweep()
		for _, table := range []string{"programme_row", "circle_row", "person"} {
			if n := k.number(`SELECT count(*) FROM ` + table + ` WHERE import_id IS NOT NULL`); n != 0 {
				t.Errorf("swept, there are %d rows left in %s", n, table)
			}
		}
		run(t, append([]string{"verify"}, k.all(t)...)...)
		torture.Figure(t, "%d imports, %d of them cut off; what is seen is whole", rounds, cut)
	})
}

// TestTwoKilledWhileImporting kills two commands that bring the same file in at
// the same time, each at a moment of its own.
func TestTwoKilledWhileImporting(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		k := importing{killing: killing{t: t, place: newPlace(t, blank)}}
		k.open()
		k.file = k.written()
		program(t) // is built before it is timed
		began := time.Now()
		k.brings(0)
		k.took = time.Since(began)
		rounds := torture.Count(t, 10)
		for range rounds {
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				k.brings(k.took/5 + rand.N(3*k.took))
			}()
			k.brings(k.took/5 + rand.N(3*k.took))
			<-ended
			k.whole()
			k.sweep()
		}
		k.whole()
		run(t, append([]string{"verify"}, k.all(t)...)...)
		torture.Figure(t, "%d times two imports of one file, %d programmes in the end; what is seen is whole", rounds, k.number(`SELECT count(*) FROM programme`))
	})
}

type importing struct {
	killing
	file string
}

// open makes the institution.
func (k *importing) open() {
	k.t.Helper()
	r := start(k.t, k.config())
	defer stop(k.t, r)
	s := r.Services()
	link, err := s.Flow.SetupLink(k.t.Context())
	if err == nil {
		_, err = s.Flow.SetUp(k.t.Context(), link, flow.Answers{
			Institution: institution.NewInstitution{Name: "Dom", Profile: institution.Community}, Name: "Jagoda", Leads: true, Login: "jagoda", Password: managerSecret,
		})
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

const (
	groupsIn   = 6
	meetingsIn = 1000
)

// written is a file with a programme that takes a while.
func (k *importing) written() string {
	k.t.Helper()
	var sealed struct {
		People  []map[string]string `json:"people"`
		Members []map[string]any    `json:"members"`
		Present []map[string]any    `json:"present"`
	}
	p := transfer.Parcel{
		Format: transfer.Format, Version: transfer.Version, Kind: transfer.Whole, ExportedAt: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		From: transfer.From{Institution: "Ośrodek"}, Programme: transfer.Programme{Slug: "program", Title: "Program"},
	}
	for g := range groupsIn {
		one := transfer.Group{Name: fmt.Sprint("Grupa ", g), Neutral: fmt.Sprint("Grupa ", g), Kind: "other", Character: "discussion", Openness: "open", Accompanied: 10}
		sealed.People = append(sealed.People, map[string]string{"pseudonym": fmt.Sprint("Osoba ", g)})
		sealed.Members = append(sealed.Members, map[string]any{"group": g, "person": g, "joined": "2020-01-01"})
		for n := range meetingsIn {
			at := time.Date(2020, 1, 1, 16, 0, 0, 0, time.UTC).AddDate(0, 0, n)
			one.Meetings = append(one.Meetings, transfer.Meeting{
				Series: 1, StartsAt: at, EndsAt: at.Add(time.Hour), State: "held", Attendance: &transfer.Attendance{Total: 5, Led: "member", RecordedAt: at.Add(time.Hour)},
			})
			sealed.Present = append(sealed.Present, map[string]any{"group": g, "meeting": n, "people": []int{g}})
		}
		p.Groups = append(p.Groups, one)
	}
	content, err := bundle.Write(p, "")
	if err == nil {
		content, err = k.withPeople(content, sealed)
	}
	dir := k.t.TempDir()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "p.json"), content, 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "secret"), []byte(ciche+"\n"), 0o600)
	}
	if err != nil {
		k.t.Fatal(err)
	}
	return filepath.Join(dir, "p.json")
}

const ciche = "trzy bardzo ciche słowa"

// withPeople seals people into a file so that they are soon unsealed: what is
// to be killed is the writing.
func (k *importing) withPeople(content []byte, people any) ([]byte, error) {
	plain, err := json.Marshal(people)
	if err != nil {
		return nil, err
	}
	to, err := age.NewScryptRecipient(ciche)
	if err != nil {
		return nil, err
	}
	to.SetWorkFactor(10)
	var b strings.Builder
	frame := armor.NewWriter(&b)
	w, err := age.Encrypt(frame, to)
	if err == nil {
		_, err = w.Write(plain)
	}
	if err := errors.Join(err, w.Close(), frame.Close()); err != nil {
		return nil, err
	}
	var file map[string]any
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, err
	}
	file["people"] = b.String()
	return json.Marshal(file)
}

// brings runs the command and kills it after a while, or never when that is 0.
func (k *importing) brings(after time.Duration) {
	k.t.Helper()
	secret := filepath.Join(filepath.Dir(k.file), "secret")
	cmd := exec.Command(program(k.t), append([]string{"import", k.file, "--passphrase-file", secret}, k.flags()...)...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if after == 0 {
		if err := <-ended; err != nil {
			k.t.Fatalf("%v: %s", err, said.String())
		}
		return
	}
	select {
	case err := <-ended:
		if err != nil && !strings.Contains(said.String(), "Three files") {
			k.t.Errorf("it was let finish and failed: %s", said.String())
		}
		k.sweepIf(err != nil)
	case <-time.After(after):
		_ = cmd.Process.Signal(syscall.SIGKILL)
		<-ended
	}
}

// sweepIf makes room when too many were cut off.
func (k *importing) sweepIf(full bool) {
	if full {
		k.sweep()
	}
}

// ahead is a clock that goes two hours before the machine's.
type ahead struct{}

func (ahead) Now() time.Time { return time.Now().Add(2 * time.Hour) }

func (k *importing) sweep() {
	k.t.Helper()
	c := k.config()
	c.Clock = ahead{}
	r := start(k.t, c)
	defer stop(k.t, r)
	if _, err := r.Services().Bundles.Transfers.Sweep(k.t.Context(), domain.Within(1)); err != nil {
		k.t.Error(err)
	}
}

// whole asks that every programme that is seen has all that came with it, and
// that nothing else is seen.
func (k *importing) whole() {
	k.t.Helper()
	programmes := k.number(`SELECT count(*) FROM programme`)
	for what, c := range map[string]struct {
		query string
		each  int
	}{
		"groups":   {`SELECT count(*) FROM circle`, groupsIn},
		"people":   {`SELECT count(*) FROM person WHERE import_id IS NULL`, groupsIn},
		"meetings": {`SELECT count(*) FROM meeting m JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id`, groupsIn * meetingsIn},
		"presence": {`SELECT count(*) FROM presence p JOIN person w ON w.institution_no = p.institution_no AND w.id = p.person_id WHERE w.import_id IS NULL`, groupsIn * meetingsIn},
	} {
		if n := k.number(c.query); n != programmes*c.each {
			k.t.Errorf("%d programmes are seen and %d %s", programmes, n, what)
		}
	}
}
