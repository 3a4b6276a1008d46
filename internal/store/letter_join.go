package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/relay"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// Questions gives what a group asks; see relay.Store.
func (s *Letters) Questions(ctx context.Context, scope domain.Scope, id domain.GroupID) (relay.Questions, error) {
	r, err := queries(ctx).JoinQuestions(ctx, query.JoinQuestionsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return relay.Questions{Asks: linesOf(r.Asks), Version: r.Version, Offered: linesOf(r.Criteria)}, found(err)
}

// PutQuestions changes what a group asks; see relay.Store.
func (s *Letters) PutQuestions(ctx context.Context, scope domain.Scope, id domain.GroupID, q relay.Questions) error {
	asks := strings.Join(q.Asks, "\n")
	var n int64
	var err error
	if q.Version == 0 {
		n, err = queries(ctx).JoinQuestionsInsert(ctx, query.JoinQuestionsInsertParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Asks: asks})
	} else {
		n, err = queries(ctx).JoinQuestionsSet(ctx, query.JoinQuestionsSetParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Asks: asks, Version: q.Version})
	}
	return changed(n, err, func() error { return nil }, "error.stale")
}

// storedRequest is what is sealed of a request to join.
type storedRequest struct {
	Said []storedSaid `json:"said,omitempty"`
}

type storedSaid struct {
	Question string `json:"question"`
	Answer   string `json:"answer,omitempty"`
}

// sealRequest seals what makes a letter a request, nothing for one that is none.
func sealRequest(key domain.Key, l relay.Letter) ([]byte, error) {
	if l.Join == nil {
		return nil, nil
	}
	var r storedRequest
	for _, one := range l.Join.Said {
		r.Said = append(r.Said, storedSaid(one))
	}
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	return sealTo(key, sealedLetter(l.ID.UUID, "asked"), domain.NewSecret(string(text)))
}

func requestOf(words domain.Secret) (*relay.Request, error) {
	if words.IsZero() {
		return nil, nil
	}
	var r storedRequest
	if err := json.Unmarshal([]byte(words.Reveal()), &r); err != nil {
		return nil, errors.New("store: a request that cannot be read")
	}
	request := &relay.Request{}
	for _, one := range r.Said {
		request.Said = append(request.Said, relay.Said(one))
	}
	return request, nil
}

// Admit writes down who was taken in; see relay.Store.
func (s *Letters) Admit(ctx context.Context, scope domain.Scope, l relay.Letter) error {
	n, err := queries(ctx).LetterAdmit(ctx, query.LetterAdmitParams{
		InstitutionNo: scope.Institution(), ID: l.ID.UUID, Version: l.Version, Entry: string(l.In), PersonID: l.Person.UUID,
		TakerUser: l.Taker.User.UUID, SettledAt: sqldb.MicrosOrNull(l.SettledAt),
	})
	return s.letterChanged(ctx, scope, l, n, err)
}

// ForgetLetters removes what somebody wrote; see relay.Store.
func (s *Letters) ForgetLetters(ctx context.Context, scope domain.Scope, who domain.PersonID) ([]domain.UUID, error) {
	return queries(ctx).LettersForget(ctx, query.LettersForgetParams{InstitutionNo: scope.Institution(), PersonID: who.UUID})
}
