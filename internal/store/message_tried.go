package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// storedParcel is what is sealed of a parcel that would have been sent.
type storedParcel struct {
	To      string `json:"to"`
	Sender  string `json:"sender"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text"`
	Lang    string `json:"lang"`
}

func sealedParcel(id domain.UUID) vault.Field {
	return vault.Field{Table: "test_parcel", Column: "content", Row: id}
}

// KeepTest keeps what would have been sent; see notify.Store.
func (s *Messages) KeepTest(ctx context.Context, scope domain.Scope, p notify.Party, parcel notify.Parcel, at time.Time, key domain.Key) error {
	text, err := json.Marshal(storedParcel{
		To: parcel.To.Reveal(), Sender: parcel.Sender.Reveal(), Subject: parcel.Subject.Reveal(), Text: parcel.Text.Reveal(), Lang: parcel.Lang,
	})
	if err != nil {
		return err
	}
	f := sealedParcel(parcel.ID.UUID)
	content, err := key.Seal(f.Table, f.Column, f.Row, domain.NewSecret(string(text)))
	if err != nil {
		return err
	}
	return queries(ctx).TestParcelInsert(ctx, query.TestParcelInsertParams{
		InstitutionNo: scope.Institution(), ID: parcel.ID.UUID, PartyID: p.ID(), Channel: string(parcel.Channel), Content: content, MadeAt: sqldb.Micros(at),
	})
}

// Tests lists what would have been sent; see notify.Store.
func (s *Messages) Tests(ctx context.Context, scope domain.Scope, page domain.Page) (l domain.Listed[notify.Kept], err error) {
	l.Page = page
	rows, err := queries(ctx).TestParcels(ctx, query.TestParcelsParams{InstitutionNo: scope.Institution(), Most: page.Limit(), Skip: page.Offset()})
	if err != nil {
		return l, err
	}
	items := make([]vault.Item, len(rows))
	for i, r := range rows {
		items[i] = vault.Item{Subject: r.PartyID, Field: sealedParcel(r.ID), Sealed: r.Content}
	}
	words, err := s.open(ctx, scope, items)
	if err != nil {
		return l, err
	}
	for i, r := range rows {
		l.Total = int(r.Listed)
		kept := notify.Kept{Party: r.PartyID, MadeAt: sqldb.Time(r.MadeAt), Parcel: notify.Parcel{ID: domain.ParcelID{UUID: r.ID}, Channel: notify.Channel(r.Channel)}}
		if !words[i].IsZero() {
			var p storedParcel
			if json.Unmarshal([]byte(words[i].Reveal()), &p) != nil {
				return l, errors.New("read a parcel: it is not what was sealed") // the cause would quote it
			}
			kept.Parcel.To, kept.Parcel.Sender, kept.Parcel.Lang = domain.NewSecret(p.To), domain.NewSecret(p.Sender), p.Lang
			kept.Parcel.Subject, kept.Parcel.Text = domain.NewSecret(p.Subject), domain.NewSecret(p.Text)
		}
		l.Rows = append(l.Rows, kept)
	}
	return l, nil
}
