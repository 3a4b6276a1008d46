package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
	"krag/internal/store/sqldb"
)

// lived fills the programme of the works with something of everything.
func (w *works) lived() {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.institutions.EditSection(ctx, w.by, w.programme, institution.SecModel, institution.Mark(nil), []string{"Grupy samopomocowe.", "Bez pośpiechu."}))
	file := w.newFile(filetype.PieceSize + 7)
	w.must(w.flow.Attach(ctx, w.by, file))
	w.must(w.institutions.AddStrategy(ctx, w.by, institution.NewStrategy{ID: domain.NewID[domain.StrategyID](), Programme: w.programme, Title: "Strategia", From: 2005, Attachment: file.ID}))
	w.must(w.institutions.AddPremisesStep(ctx, w.by, institution.NewPremisesStep{ID: domain.NewID[domain.PremisesID](), Programme: w.programme, Kind: institution.PremisesNeed, Text: "Sala."}))
	w.must(w.institutions.AddTraining(ctx, w.by, institution.NewTraining{ID: domain.NewID[domain.TrainingID](), Topic: "Granice", On: onDay("2026-01-03"), Others: 4}))
	w.must(w.institutions.EditAllies(ctx, w.by, 0, []institution.Ally{{Name: "Biblioteka"}}))
	fund := domain.NewID[domain.FundID]()
	w.must(w.funding.AddFund(ctx, w.by, funding.NewFund{ID: fund, Programme: w.programme, Funder: "Gmina", Granted: true, Amount: 5}))
	w.must(w.funding.AddCost(ctx, w.by, funding.NewCost{ID: domain.NewID[domain.CostID](), Programme: w.programme, Item: "Krzesła", Category: funding.Furniture, Amount: 720000, Fund: fund}))
	kind := ownKind("Kobiety po rozstaniu")
	w.must(group.NewKinds(w.desk, w.store.Groups()).Create(ctx, w.by, kind))
	made := newGroup(w.programme, "Grupa kobiet", group.Accompanied)
	made.Kind, made.Openness, made.Description.Most, made.Description.ClosesAt = kind.Code, group.Mixed, 12, 9
	made.Uses = group.Uses{group.Opener, group.KeyKeeper}
	w.must(w.groups.Create(ctx, w.by, made))
	first := made.ID
	w.clock.pass(time.Microsecond) // so that it stays the first
	second := w.group("Druga", group.Gathering)
	w.must(w.do(func(ctx context.Context) error { // the first has its own reminders, the second has none
		if _, err := w.store.Messages().SaveRounds(ctx, w.scope(), first, []int{2880, 120}); err != nil {
			return err
		}
		_, err := w.store.Messages().SaveRounds(ctx, w.scope(), second, []int{})
		return err
	}))
	zofia, ola := w.joins(first, "Zofia", "2026-01-08"), w.joins(first, "Ola", "2026-01-09")
	w.joins(second, "Forgotten", "2026-01-09")
	w.must(w.flow.Leave(ctx, w.by, first, ola, day("2026-02-20")))
	w.must(w.agree(w.begun(first), agreedBy7))
	w.begun(first)
	w.begun(second)
	whose := handTask(group.Team, "Spisać, co trzeba umieć.")
	whose.Person, whose.Due = zofia, day("2026-04-01")
	done := handTask(group.Learning, "Zapytać grupę, czego chce.")
	w.hands(first, zofia, done, whose)
	w.must(w.handovers.Tick(ctx, w.by, first, done.ID, day("2026-03-01")))
	w.held(w.planned(first, morning.AddDate(0, 0, -14)), 5, meeting.LedByAnimator, zofia, ola)
	w.planned(first, morning.AddDate(0, 0, 7))
	w.must(w.outcomes.Create(ctx, w.by, outcome.NewOutcome{ID: domain.NewID[domain.OutcomeID](), Programme: w.programme, Group: first, Indicator: "praca", Form: outcome.Share, N: 2, Of: 6}))
	w.must(w.outcomes.Create(ctx, w.by, outcome.NewOutcome{ID: domain.NewID[domain.OutcomeID](), Programme: w.programme, Indicator: "nastrój", Form: outcome.Words, Words: "lepszy"}))
	card := publish.Card{ID: domain.NewID[domain.CardID](), Programme: w.programme, Template: "practice", Slug: "karta", Area: "social.welfare", State: publish.Draft, MadeAt: morning, Version: 1}
	w.must(w.do(func(ctx context.Context) error {
		if _, err := w.store.Cards().Insert(ctx, w.scope(), card); err != nil {
			return err
		}
		return w.store.Cards().InsertText(ctx, w.scope(), card.ID, publish.Written{Section: "title", Lang: publish.Polish, No: 1, Text: "Karta", At: morning})
	}))
}

// file is what of a programme goes out, with its people, as text.
func (w *works) file(id domain.ProgrammeID) (transfer.Parcel, string) {
	w.t.Helper()
	p, err := w.transfers.Export(w.t.Context(), authz.House(w.scope()), id, true)
	w.must(err)
	text, err := json.MarshalIndent(p, "", " ")
	w.must(err)
	for _, one := range p.People.Persons {
		text = fmt.Appendf(text, "\n%s", one.Pseudonym.Reveal())
	}
	return p, fmt.Sprintf("%s\n%v\n%v", text, p.People.Members, p.People.Present)
}

// TestProgrammeTravels: out of one institution, into another and out again, a
// programme is the same but for who wrote it and addresses that were taken.
func TestProgrammeTravels(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.lived()
		p, before := w.file(w.programme)
		if len(p.Groups) != 2 || len(p.People.Persons) != 3 || len(p.People.Present) != 1 || len(p.Attachments[0].Content) != filetype.PieceSize+7 {
			t.Fatalf("it is not all there: %s", before)
		}
		if first, second := p.Groups[0].Reminders, p.Groups[1].Reminders; first == nil || !slices.Equal(*first, []int{2880, 120}) || second == nil || len(*second) != 0 {
			t.Errorf("the reminders are not there: %v, %v", first, second)
		}
		if first, second := p.Groups[0].Roles, p.Groups[1].Roles; !slices.Equal(first, []string{"opener", "keys"}) || second != nil {
			t.Errorf("the roles are not there: %v, %v", first, second)
		}
		if g := p.Groups[0]; len(g.Agreements) != 2 || g.Agreements[0].Present != 7 || !g.Agreements[1].AgreedOn.IsZero() || g.Handover == nil || len(g.Handover.Tasks) != 2 || g.Handover.Tasks[0].Done.IsZero() {
			t.Errorf("the papers of the first are not there: %s", before)
		}
		other := w.elsewhere()
		slug, err := other.brings(p)
		w.must(err)
		if slug != "program-2" {
			t.Errorf("the address is %s", slug)
		}
		there, err := other.institutions.Programme(t.Context(), other.by, slug)
		w.must(err)
		again, after := other.file(there.ID)
		if again.Cards[0].Slug != "karta-2" {
			t.Errorf("the card's address is %s", again.Cards[0].Slug)
		}
		again.From, again.Programme.Slug, again.Cards[0].Slug = p.From, p.Programme.Slug, p.Cards[0].Slug
		a, _ := json.Marshal(p)
		b, _ := json.Marshal(again)
		if string(a) != string(b) {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
	})
}

// seen is everything of the works that anybody could come upon.
func (w *works) seen() string {
	w.t.Helper()
	ctx := w.t.Context()
	programmes, err := w.institutions.ProgrammeRows(ctx, w.by)
	w.must(err)
	groups, err := w.groups.List(ctx, w.by, group.Filter{Page: domain.Page{Number: 1}})
	w.must(err)
	names, err := w.groups.Names(ctx, w.by)
	w.must(err)
	people, err := opened(w, func(ctx context.Context) ([]person.Person, error) { return w.store.People().Known(ctx, w.scope()) })
	w.must(err)
	today, err := w.meetings.Today(ctx, w.by, warsaw)
	w.must(err)
	next := "none"
	if today.Next != nil {
		next = today.Next.ID.String()
	}
	return fmt.Sprint(len(programmes), groups.Total, len(names), len(people), len(today.Meetings), len(today.Waiting), next)
}

// rowsLeft counts what an import wrote.
func (w *works) rowsLeft() (n int) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error {
		for _, table := range []string{"programme_row", "circle_row", "group_reminder", "group_roles", "circle_step", "person", "membership", "meeting", "attendance", "presence", "outcome", "fund", "cost", "attachment", "attachment_piece", "strategy", "premises_step", "programme_item", "card", "card_text", "import_piece"} {
			var one int
			if err := sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM `+table+` WHERE institution_no = $1`, w.scope().Institution()).Scan(&one); err != nil {
				return err
			}
			n += one
		}
		return nil
	}))
	return n
}

// keysLeft counts the keys of the institution.
func (w *works) keysLeft() (n int) {
	w.t.Helper()
	all, err := w.vault.Keys(w.t.Context())
	w.must(err)
	for _, k := range all {
		if k.InstitutionNo == w.scope().Institution() {
			n++
		}
	}
	return n
}

var errStruck = errors.New("struck down")

// striking ends the writing of an import after so many chunks.
type striking struct {
	transfer.Store
	left int
}

func (s *striking) Write(ctx context.Context, scope domain.Scope, i transfer.Import, p *transfer.Plan, c transfer.Chunk, keys map[domain.UUID]domain.Key) error {
	if err := s.Store.Write(ctx, scope, i, p, c, keys); err != nil {
		return err
	}
	if s.left--; s.left < 0 {
		return errStruck
	}
	return nil
}

// TestHalfAnImportIsNowhere strikes an import after every chunk: nobody sees
// anything of it, it can be gone on with to the same end, and swept it leaves
// not a row.
func TestHalfAnImportIsNowhere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.lived()
		p, _ := w.file(w.programme)
		other := w.elsewhere()
		other.planned(other.group("Inna", group.Accompanied), morning.AddDate(0, 0, 30)) // after what comes in
		seen, rows, keys := other.seen(), other.rowsLeft(), other.keysLeft()
		plan := transfer.NewPlan(p, transfer.PieceSize)
		for struck := range len(plan.Chunks) {
			id := domain.NewID[domain.ImportID]()
			w.must(other.transfers.Begin(t.Context(), other.by, transfer.NewImport{ID: id, Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks)}))
			i, _, err := other.transfers.Import(t.Context(), other.by, id)
			w.must(err)
			failing := transfer.New(other.desk, &striking{other.store.Transfers(), struck}, other.store.Keys())
			if _, err := failing.Write(t.Context(), other.by, i, &plan, nil); !errors.Is(err, errStruck) {
				t.Fatalf("chunk %d: %v", struck, err)
			}
			if now := other.seen(); now != seen {
				t.Errorf("after %d chunks there is %s, before %s", struck, now, seen)
			}
			if n, err := other.transfers.Sweep(t.Context(), other.scope()); err != nil || n != 0 {
				t.Fatalf("an import under way was swept: %d, %v", n, err)
			}
			w.clock.pass(61 * time.Minute)
			if n, err := other.transfers.Sweep(t.Context(), other.scope()); err != nil || n != 1 {
				t.Fatalf("swept %d, %v", n, err)
			}
			if left := other.rowsLeft(); left != rows {
				t.Errorf("after %d chunks, swept, there are %d rows, before %d", struck, left, rows)
			}
			if left := other.keysLeft(); left != keys {
				t.Errorf("after %d chunks, swept, there are %d keys, before %d", struck, left, keys)
			}
			i.Done = struck
			if _, err := failing.Write(t.Context(), other.by, i, &plan, nil); domain.KindOf(err) != domain.KindStale {
				t.Errorf("what was swept goes on: %v", err)
			}
		}
	})
}

// TestImportGoesOn: struck anywhere, an import that is gone on with ends as if
// nothing had been.
func TestImportGoesOn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.lived()
		p, _ := w.file(w.programme)
		other := w.elsewhere()
		plan := transfer.NewPlan(p, transfer.PieceSize)
		id := domain.NewID[domain.ImportID]()
		w.must(other.transfers.Begin(t.Context(), other.by, transfer.NewImport{ID: id, Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks)}))
		strikes := 0
		for {
			i, _, err := other.transfers.Import(t.Context(), other.by, id)
			w.must(err)
			slug, err := transfer.New(other.desk, &striking{other.store.Transfers(), 1}, other.store.Keys()).Write(t.Context(), other.by, i, &plan, nil)
			if err == nil {
				there, err := other.institutions.Programme(t.Context(), other.by, slug)
				w.must(err)
				if again, _ := other.file(there.ID); len(again.People.Present) != 1 || len(again.Outcomes) != 1 || len(again.Attachments) != 1 {
					t.Error("something was lost on the way")
				}
				break
			}
			if strikes++; !errors.Is(err, errStruck) || strikes > len(plan.Chunks) {
				t.Fatalf("after %d strikes: %v", strikes, err)
			}
		}
		if strikes < 3 {
			t.Errorf("only %d strikes", strikes)
		}
	})
}

// TestImportBegunTwice: a form sent twice at once begins one import, and two
// who go on with it make one programme.
func TestImportBegunTwice(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		p := large(2, 20)
		plan := transfer.NewPlan(p, transfer.PieceSize)
		n := transfer.NewImport{ID: domain.NewID[domain.ImportID](), Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks), Content: make([]byte, 3*transfer.PieceSize)}
		for _, err := range atOnce(4, func(int) error { return w.transfers.Begin(t.Context(), w.by, n) }) {
			w.must(err)
		}
		i, content, err := w.transfers.Waiting(t.Context(), w.scope(), n.ID)
		w.must(err)
		if len(content) != len(n.Content) {
			t.Fatalf("%d bytes wait", len(content))
		}
		errs := atOnce(2, func(int) error {
			_, err := w.transfers.Write(t.Context(), authz.House(w.scope()), i, &plan, nil)
			return err
		})
		if !slices.Contains(errs, nil) {
			t.Fatalf("nobody got to the end: %v", errs)
		}
		rows, err := w.institutions.ProgrammeRows(t.Context(), w.by)
		w.must(err)
		if len(rows) != 2 || rows[0].Groups+rows[1].Groups != 2 {
			t.Errorf("there are %d programmes", len(rows))
		}
		w.must(w.transfers.Begin(t.Context(), w.by, n)) // the form once more, long after
		if rows, _ := w.institutions.ProgrammeRows(t.Context(), w.by); len(rows) != 2 {
			t.Errorf("the form sent again made one more")
		}
		if _, content, err := w.transfers.Waiting(t.Context(), w.scope(), n.ID); err != nil || content != nil {
			t.Errorf("the file still waits: %d bytes, %v", len(content), err)
		}
	})
}

// TestImportCutOffAtTheBeginning: when the first sending ended before the whole
// file was kept, the next one brings it.
func TestImportCutOffAtTheBeginning(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := transfer.NewImport{ID: domain.NewID[domain.ImportID](), Title: "x", Kind: transfer.Whole, Chunks: 1, Content: content(6 * transfer.PieceSize)}
		cut := transfer.New(w.desk, &forgetful{Store: w.store.Transfers(), left: 1}, w.store.Keys())
		cut.Through(w.queue)
		if err := cut.Begin(t.Context(), w.by, n); !errors.Is(err, errStruck) {
			t.Fatal(err)
		}
		w.must(w.transfers.Begin(t.Context(), w.by, n))
		if _, kept, err := w.transfers.Waiting(t.Context(), w.scope(), n.ID); err != nil || !bytes.Equal(kept, n.Content) {
			t.Errorf("%d bytes wait, %v", len(kept), err)
		}
	})
}

// forgetful keeps so many parts of a file.
type forgetful struct {
	transfer.Store
	left int
}

func (s *forgetful) InsertPieces(ctx context.Context, scope domain.Scope, id domain.ImportID, from int, content []byte, key domain.Key) error {
	if s.left--; s.left < 0 {
		return errStruck
	}
	return s.Store.InsertPieces(ctx, scope, id, from, content, key)
}

// TestRoomForImports refuses more than three at once, and files that would not
// fit.
func TestRoomForImports(t *testing.T) {
	w := newWorks(t, SQLite(t))
	begin := func(n transfer.NewImport) error {
		n.ID, n.Title, n.Kind, n.Chunks = domain.NewID[domain.ImportID](), "x", transfer.Template, 1
		return w.transfers.Begin(t.Context(), w.by, n)
	}
	if err := begin(transfer.NewImport{Files: 301}); domain.KindOf(err) != domain.KindConflict {
		t.Errorf("301 files: %v", err)
	}
	if err := begin(transfer.NewImport{Bytes: institution.MaxAttached + 1}); domain.KindOf(err) != domain.KindConflict {
		t.Errorf("too many bytes: %v", err)
	}
	for n := range 4 {
		if err := begin(transfer.NewImport{}); (domain.KindOf(err) == domain.KindConflict) != (n == 3) {
			t.Errorf("import %d: %v", n, err)
		}
	}
}

// TestPeopleStayInside: who asks for a programme by a page never gets people.
func TestPeopleStayInside(t *testing.T) {
	w := newWorks(t, SQLite(t))
	w.lived()
	if _, err := w.transfers.Export(t.Context(), w.by, w.programme, true); domain.KindOf(err) != domain.KindForbidden {
		t.Errorf("with people: %v", err)
	}
	p, err := w.transfers.Export(t.Context(), w.by, w.programme, false)
	if err != nil || p.People != nil || p.Groups[0].Meetings[0].Attendance.Total != 5 {
		t.Errorf("without people: %v", err)
	}
}
