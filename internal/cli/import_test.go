package cli_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/transfer"
	"krag/internal/store/sqldb"
)

// TestImportsStayEnded: a backup brings back an import whose file waited then,
// and one that was in the middle. Both have ended since, so that nothing of
// them can be opened any more, and what they left goes.
func TestImportsStayEnded(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		file := filepath.Join(t.TempDir(), "b.krag")
		r := start(t, p)
		setUp(t, r, managerLogin)
		waits := begun(t, r, transfer.NewImport{Chunks: 1, Content: []byte("no worker can read this")})
		half := brokenOff(t, r)
		krag(t, p.all(t), "backup", file).done(t)
		for _, id := range []domain.ImportID{waits, half} {
			if there, err := r.Services().Bundles.Transfers.GiveUp(t.Context(), domain.Within(1), id); err != nil || !there {
				t.Fatalf("there %v, %v", there, err)
			}
		}
		stop(t, r)

		to := e.blank(t)
		to.keys, to.master = p.keys, p.master
		krag(t, to.env(), "restore", file).done(t)
		report := krag(t, to.all(t), "verify").done(t).out
		for _, want := range []string{"import_piece.content: 0 open", "attachment.name: 0 open", "person.pseudonym: 0 open"} {
			if !strings.Contains(report, want) {
				t.Errorf("the report does not say %q:\n%s", want, report)
			}
		}
		again := start(t, to)
		if state := importState(t, again.DB(), waits); state != transfer.Swept {
			t.Errorf("the import that waited is %s", state)
		}
	})
}

func begun(t *testing.T, r *cli.Running, n transfer.NewImport) domain.ImportID {
	t.Helper()
	n.ID, n.Title, n.Kind = domain.NewID[domain.ImportID](), "x", transfer.Whole
	if err := r.Services().Bundles.Transfers.Begin(t.Context(), authz.House(domain.Within(1)), n); err != nil {
		t.Fatal(err)
	}
	return n.ID
}

// brokenOff begins an import that ends in an error after somebody and a file
// were written.
func brokenOff(t *testing.T, r *cli.Running) domain.ImportID {
	t.Helper()
	plan := transfer.NewPlan(transfer.Parcel{
		Programme:   transfer.Programme{Title: "x"},
		Attachments: []transfer.Attachment{{Name: "x", Kind: "pdf", Size: 1, Content: []byte("x")}},
		Groups:      []transfer.Group{{Name: "x", Kind: "of no kind that there is"}},
		People:      &transfer.People{Persons: []transfer.Person{{Pseudonym: domain.NewSecret("Wilga")}}},
	}, transfer.PieceSize)
	house, transfers := authz.House(domain.Within(1)), r.Services().Bundles.Transfers
	id := begun(t, r, transfer.NewImport{Chunks: len(plan.Chunks)})
	i, _, err := transfers.Import(t.Context(), house, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := transfers.Write(t.Context(), house, i, &plan, nil); err == nil {
		t.Fatal("it was written to its end")
	}
	if i, _, err = transfers.Import(t.Context(), house, id); err != nil || i.Done != 3 {
		t.Fatalf("%d chunks are there, %v", i.Done, err)
	}
	return id
}

func importState(t *testing.T, db *sqldb.DB, id domain.ImportID) (state transfer.State) {
	t.Helper()
	err := db.Read(t.Context(), domain.Within(1), func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT state FROM import WHERE institution_no = 1 AND id = $1`, id).Scan(&state)
	})
	if err != nil {
		t.Fatal(err)
	}
	return state
}
