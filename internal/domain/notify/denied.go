package notify

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// deniedArgs are what a provider's no to the house leaves for whoever runs it.
type deniedArgs struct {
	Channel Channel `json:"channel"`
	Code    string  `json:"code"`
}

// DeniedError says to whoever runs the server what to mend before messages leave.
type DeniedError struct {
	Channel Channel
	Code    string
}

func (e *DeniedError) Error() string {
	const all = "in the file of --messages; then try this job again, and what waits leaves at once"
	switch {
	case e.Channel == SMS:
		return fmt.Sprintf("the SMS gateway does not let this server in (%s): check the account and its money at the provider, and url and headers under sms %s", e.Code, all)
	case e.Code == DeniedCode("auth"):
		return fmt.Sprintf("the mail server does not take the sign-in (%s): check user and password_file under mail %s", e.Code, all)
	}
	return fmt.Sprintf("the mail server takes no mail from this server (%s): check address, user and from under mail %s", e.Code, all)
}

// Denied lays a job before whoever runs the server: a provider lets the house not
// in. However often it is said, and by however many, it is one job for a channel,
// until somebody has it tried again. It opens a transaction of its own.
func (s *Service) Denied(ctx context.Context, by Channel, code string) error {
	args, err := json.Marshal(deniedArgs{by, code})
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(JobDenied + " " + string(by)))
	id := domain.JobID{UUID: domain.UUID(sum[:16])}
	id.UUID[6], id.UUID[8] = id.UUID[6]&0x0f|0x80, id.UUID[8]&0x3f|0x80 // version 8 (RFC 9562 5.8)
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.outbox.Add(ctx, outbox.Job{ID: id, Kind: JobDenied, Scope: domain.Across, Args: args})
	})
}

// ReadDenied reads what a job of JobDenied is about.
func ReadDenied(job outbox.Job) (*DeniedError, error) {
	var args deniedArgs
	err := json.Unmarshal(job.Args, &args)
	return &DeniedError{args.Channel, args.Code}, err
}

// Hurry makes due at once what waits in an institution since a provider did not
// let the house in.
func (s *Service) Hurry(ctx context.Context, scope domain.Scope) error {
	now := s.desk.Clock.Now()
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		n, err := s.store.Hurry(ctx, scope, now)
		if err != nil || n == 0 {
			return err
		}
		return s.wake(ctx, scope, now)
	})
}
