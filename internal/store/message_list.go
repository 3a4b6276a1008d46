package store

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

func messageOf(r query.Message) notify.Message {
	return notify.Message{
		ID: domain.MessageID{UUID: r.ID}, Party: notify.Party{Person: domain.PersonID{UUID: r.PersonID}, User: domain.UserID{UUID: r.UserID}},
		Kind: notify.Kind(r.Kind), About: r.AboutID, Round: r.Round, Was: notify.Said(r.Was), Said: notify.Said(r.Said),
		State: notify.State(r.State), Why: notify.Reason(r.Why), DueAt: sqldb.Time(r.DueAt), ExpiresAt: sqldb.Time(r.ExpiresAt),
		Attempts: int(r.Attempts), Parcel: domain.ParcelID{UUID: r.ParcelID}, Channel: notify.Channel(r.Channel), Parts: int(r.Parts),
		Ref: r.Ref, Code: r.Code, LeftAt: sqldb.TimeOrZero(r.LeftAt), SettledAt: sqldb.TimeOrZero(r.SettledAt),
		By: domain.UserID{UUID: r.ByUser}, MadeAt: sqldb.Time(r.MadeAt),
	}
}

func messagesOf(rows []query.Message) []notify.Message {
	all := make([]notify.Message, len(rows))
	for i, r := range rows {
		all[i] = messageOf(r)
	}
	return all
}

// sortedIDs are different ids in one order.
func sortedIDs(ids []domain.UUID) []domain.UUID {
	all := slices.Clone(ids)
	slices.SortFunc(all, func(a, b domain.UUID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(all)
}

// Hand lists what somebody has to tell; see notify.Store.
func (s *Messages) Hand(ctx context.Context, scope domain.Scope, stuck time.Time, among []domain.UUID, page domain.Page) (domain.Listed[notify.Message], error) {
	listed, ids := domain.Listed[notify.Message]{Page: page}, "" // of everybody
	if among != nil {
		var err error
		if ids, err = encodeIDs(among); err != nil {
			return listed, err
		}
	}
	rows, err := queries(ctx).MessagesHand(ctx, query.MessagesHandParams{
		InstitutionNo: scope.Institution(), Stuck: sqldb.Micros(stuck), IDs: ids, Most: page.Limit(), Skip: page.Offset(),
	})
	for _, r := range rows {
		listed.Total = int(r.Listed)
		listed.Rows = append(listed.Rows, messageOf(query.Message{
			InstitutionNo: r.InstitutionNo, ID: r.ID, PartyID: r.PartyID, PersonID: r.PersonID, UserID: r.UserID, Kind: r.Kind, AboutID: r.AboutID,
			Round: r.Round, Was: r.Was, Said: r.Said, State: r.State, Why: r.Why, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Attempts: r.Attempts,
			ParcelID: r.ParcelID, Channel: r.Channel, Parts: r.Parts, Ref: r.Ref, Code: r.Code, LeftAt: r.LeftAt, SettledAt: r.SettledAt,
			ByUser: r.ByUser, MadeAt: r.MadeAt,
		}))
	}
	return listed, err
}

// HandPeople are the people on the list; see notify.Store.
func (s *Messages) HandPeople(ctx context.Context, scope domain.Scope, stuck time.Time) ([]notify.Party, error) {
	rows, err := queries(ctx).MessagesHandPeople(ctx, query.MessagesHandPeopleParams{InstitutionNo: scope.Institution(), Stuck: sqldb.Micros(stuck)})
	all := make([]notify.Party, len(rows))
	for i, id := range rows {
		all[i].Person = domain.PersonID{UUID: id}
	}
	return all, err
}

// HandCount counts the same; see notify.Store.
func (s *Messages) HandCount(ctx context.Context, scope domain.Scope, stuck time.Time) (int, error) {
	n, err := queries(ctx).MessagesHandCount(ctx, query.MessagesHandCountParams{InstitutionNo: scope.Institution(), Stuck: sqldb.Micros(stuck)})
	return int(n), err
}

// ByID reads a message.
func (s *Messages) ByID(ctx context.Context, scope domain.Scope, id domain.MessageID) (notify.Message, error) {
	r, err := queries(ctx).MessageByID(ctx, query.MessageByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return messageOf(r), found(err)
}

// Answer moves a message on that waits for somebody; see notify.Store.
func (s *Messages) Answer(ctx context.Context, scope domain.Scope, id domain.MessageID, said notify.Said, how notify.Settled) (bool, error) {
	n, err := queries(ctx).MessageAnswer(ctx, query.MessageAnswerParams{
		InstitutionNo: scope.Institution(), ID: id.UUID, State: string(how.State), Why: string(how.Why), ByUser: how.By.UUID,
		SettledAt: sqldb.MicrosOrNull(how.At), DueAt: dueOrKeep(how.Due), Said: string(said),
	})
	return n > 0, err
}

// OfParty lists a party's messages; see notify.Store.
func (s *Messages) OfParty(ctx context.Context, scope domain.Scope, p notify.Party, page domain.Page) (domain.Listed[notify.Message], error) {
	listed := domain.Listed[notify.Message]{Page: page}
	rows, err := queries(ctx).MessagesOfParty(ctx, query.MessagesOfPartyParams{
		InstitutionNo: scope.Institution(), PartyID: p.ID(), Most: page.Limit(), Skip: page.Offset(),
	})
	for _, r := range rows {
		listed.Total = int(r.Listed)
		listed.Rows = append(listed.Rows, messageOf(query.Message{
			ID: r.ID, PersonID: r.PersonID, UserID: r.UserID, Kind: r.Kind, AboutID: r.AboutID, Round: r.Round, Was: r.Was, Said: r.Said,
			State: r.State, Why: r.Why, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Attempts: r.Attempts, ParcelID: r.ParcelID, Channel: r.Channel,
			Parts: r.Parts, Code: r.Code, LeftAt: r.LeftAt, SettledAt: r.SettledAt, ByUser: r.ByUser, MadeAt: r.MadeAt,
		}))
	}
	return listed, err
}

// OfThing lists all messages about one thing; see notify.Store.
func (s *Messages) OfThing(ctx context.Context, scope domain.Scope, about domain.UUID, most int) ([]notify.Message, error) {
	rows, err := queries(ctx).MessagesOfThing(ctx, query.MessagesOfThingParams{InstitutionNo: scope.Institution(), AboutID: about, Most: int64(most)})
	return messagesOf(rows), err
}

// Forget drops what is planned for a party; see notify.Store.
func (s *Messages) Forget(ctx context.Context, scope domain.Scope, p notify.Party, at time.Time) error {
	err := queries(ctx).MessagesForget(ctx, query.MessagesForgetParams{InstitutionNo: scope.Institution(), PartyID: p.ID(), SettledAt: sqldb.MicrosOrNull(at)})
	if err != nil {
		return err
	}
	return queries(ctx).TestParcelsForget(ctx, query.TestParcelsForgetParams{InstitutionNo: scope.Institution(), PartyID: p.ID()})
}

// Late drops what came too late; see notify.Store.
func (s *Messages) Late(ctx context.Context, scope domain.Scope, before, at time.Time) error {
	return queries(ctx).MessagesLate(ctx, query.MessagesLateParams{
		InstitutionNo: scope.Institution(), Before: sqldb.Micros(before), SettledAt: sqldb.MicrosOrNull(at),
	})
}

// Sweep removes the old; see notify.Store.
func (s *Messages) Sweep(ctx context.Context, scope domain.Scope, before time.Time) (int, error) {
	tried, err := queries(ctx).TestParcelsSweep(ctx, query.TestParcelsSweepParams{InstitutionNo: scope.Institution(), Before: sqldb.Micros(before)})
	if err != nil {
		return 0, err
	}
	n, err := queries(ctx).MessagesSweep(ctx, query.MessagesSweepParams{InstitutionNo: scope.Institution(), Before: sqldb.MicrosOrNull(before)})
	if err != nil {
		return int(n + tried), err
	}
	if err := queries(ctx).TurnNewsSweep(ctx, query.TurnNewsSweepParams{InstitutionNo: scope.Institution(), Before: sqldb.Micros(before)}); err != nil {
		return int(n + tried), err
	}
	_, err = queries(ctx).NoticeSweep(ctx, query.NoticeSweepParams{InstitutionNo: scope.Institution(), Before: sqldb.Micros(before)})
	return int(n + tried), err
}

// Wordings are an institution's own words.
func (s *Messages) Wordings(ctx context.Context, scope domain.Scope) ([]notify.Wording, error) {
	rows, err := queries(ctx).Wordings(ctx, scope.Institution())
	all := make([]notify.Wording, len(rows))
	for i, r := range rows {
		all[i] = notify.Wording{Form: notify.Form(r.Kind), Lang: r.Lang, Subject: r.Subject, Line: r.Body, Version: r.Version}
	}
	return all, err
}

// SaveWording keeps own words by their version.
func (s *Messages) SaveWording(ctx context.Context, scope domain.Scope, w notify.Wording) error {
	no, form := scope.Institution(), string(w.Form)
	var n int64
	var err error
	if w.Version == 0 {
		n, err = queries(ctx).WordingInsert(ctx, query.WordingInsertParams{InstitutionNo: no, Kind: form, Lang: w.Lang, Subject: w.Subject, Body: w.Line})
	} else {
		n, err = queries(ctx).WordingUpdate(ctx, query.WordingUpdateParams{
			InstitutionNo: no, Kind: form, Lang: w.Lang, Subject: w.Subject, Body: w.Line, Version: w.Version,
		})
	}
	return changed(n, err, func() error { return nil }, "error.stale")
}

// DropWording goes back to the program's words.
func (s *Messages) DropWording(ctx context.Context, scope domain.Scope, w notify.Wording) (bool, error) {
	n, err := queries(ctx).WordingDrop(ctx, query.WordingDropParams{InstitutionNo: scope.Institution(), Kind: string(w.Form), Lang: w.Lang, Version: w.Version})
	return n > 0, err
}

// Banned are names that no message may hold.
func (s *Messages) Banned(ctx context.Context, scope domain.Scope) ([]string, error) {
	names, err := queries(ctx).BannedNames(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	addresses, err := queries(ctx).BuildingAddresses(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	for _, a := range addresses {
		names = append(names, notify.Streets(a)...)
	}
	rooms, err := queries(ctx).RoomTerms(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	for _, text := range rooms {
		terms, err := decodeTerms(text)
		if err != nil {
			return nil, err
		}
		names = append(names, terms.Name)
	}
	return names, nil
}
