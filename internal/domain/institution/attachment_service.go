package institution

import (
	"context"
	"iter"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
)

// Attach stores a file inside the caller's transaction: the flow that makes
// its key, and gives it here, decides who may. The institution is taken first, so that two files
// cannot both have the room of one.
func (s *Service) Attach(ctx context.Context, a authz.Actor, n NewAttachment, key domain.Key) (e audit.Entry, err error) {
	if err := s.store.TakeInstitution(ctx, a.Scope); err != nil {
		return e, err
	}
	one := n.attachment(s.desk.Clock.Now())
	fresh, err := s.store.InsertAttachment(ctx, a.Scope, one, key)
	if err != nil || !fresh {
		return e, err
	}
	used, files, err := s.store.Attached(ctx, a.Scope)
	if err == nil {
		err = roomFor(used, one.Size, files)
	}
	if err != nil {
		return e, err
	}
	return audit.On(a, ActAttachmentEdit, "attachment", n.ID.UUID), s.store.InsertPieces(ctx, a.Scope, one.ID, n.File.Content, key)
}

// roomFor refuses what does not fit; used already counts the new one.
func roomFor(used, size int64, files int) error {
	var p domain.Problems
	if files > MaxAttachments {
		p.Add("file", "attachment.quota.many", domain.Args{"max": MaxAttachments})
	}
	if used > MaxAttached {
		p.Add("file", "attachment.quota.full", domain.Args{
			"max": MaxAttached >> 20, "size": int((size + 1<<20 - 1) >> 20), "left": int(max(MaxAttached-(used-size), 0) >> 20),
		})
	}
	return p.Err()
}

// Detach deletes a file inside the caller's transaction; the flow destroys its
// key. Version is the one shown. A strategy that led to it stays without it.
func (s *Service) Detach(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64) (e audit.Entry, err error) {
	if gone, err := done(s.store.DeleteAttachment(ctx, a.Scope, id, version)); err != nil || !gone {
		return e, err
	}
	return audit.On(a, ActAttachmentEdit, "attachment", id.UUID), nil
}

// DetachAgain deletes a file, whatever its version, inside the caller's
// transaction. One that is not there is no error.
func (s *Service) DetachAgain(ctx context.Context, a authz.Actor, id domain.AttachmentID) (e audit.Entry, err error) {
	version, err := s.store.AttachmentVersion(ctx, a.Scope, id)
	if there, err := done(err); err != nil || !there {
		return e, err
	}
	return s.Detach(ctx, a, id, version)
}

// Attachment gives one attachment without its content.
func (s *Service) Attachment(ctx context.Context, a authz.Actor, id domain.AttachmentID) (one Attachment, err error) {
	err = s.desk.View(ctx, a, ActAttachmentShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		one, err = s.store.Attachment(ctx, a.Scope, id)
		return err
	})
	return one, err
}

// Attachments lists those of a programme, in the order of their coming.
func (s *Service) Attachments(ctx context.Context, a authz.Actor, id domain.ProgrammeID) (all []Attachment, err error) {
	err = s.desk.View(ctx, a, ActAttachmentShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Attachments(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// EditAttachment changes what a file is called and what is said about it;
// version is the one the form showed.
func (s *Service) EditAttachment(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64, name, about string) error {
	var p domain.Problems
	name = filetype.CleanName(name)
	if name == "" {
		p.Add("name", "attachment.name.missing")
	}
	checkLength(&p, "about", about, maxAbout)
	if err := p.Err(); err != nil {
		return err
	}
	if err := s.desk.Policy.Check(a, ActAttachmentEdit, authz.Resource{Scope: a.Scope}); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, id.UUID)
	return s.writeAs(ctx, a, ActAttachmentEdit, "attachment", id.UUID, func(ctx context.Context) (bool, error) {
		if _, err := s.store.AttachmentVersion(ctx, a.Scope, id); err != nil {
			return false, err
		}
		if noKey != nil { // a restore brought the row back, and the file stays deleted
			return false, domain.NotFound("error.not_found").Because(noKey)
		}
		one := Attachment{ID: id, Name: name, About: strings.TrimSpace(about), Version: version}
		return true, s.store.UpdateAttachment(ctx, a.Scope, one, key)
	})
}

// PublishAttachment lets everybody have a file. A picture has to be described
// first, or those who do not see it would be left out. The institution is taken
// first, so that of two who do it at once the second finds it done.
func (s *Service) PublishAttachment(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64) error {
	return s.writeAs(ctx, a, ActAttachmentPublish, "attachment", id.UUID, func(ctx context.Context) (bool, error) {
		one, described, err := s.takeAttachment(ctx, a, id)
		if err != nil || one.Public() {
			return false, err
		}
		if one.Kind.Picture() && !described {
			return false, domain.Conflict("attachment.about.missing")
		}
		one.PublicAt, one.Version = s.desk.Clock.Now(), version
		return true, s.store.PublishAttachment(ctx, a.Scope, one)
	})
}

func (s *Service) takeAttachment(ctx context.Context, a authz.Actor, id domain.AttachmentID) (one Attachment, described bool, err error) {
	if err := s.store.TakeInstitution(ctx, a.Scope); err != nil {
		return one, false, err
	}
	return s.store.AttachmentState(ctx, a.Scope, id)
}

// WithdrawAttachment keeps a file for the team again, inside the caller's
// transaction; the flow takes it off the cards that lead to it.
func (s *Service) WithdrawAttachment(ctx context.Context, a authz.Actor, id domain.AttachmentID, version int64) (e audit.Entry, err error) {
	one, _, err := s.takeAttachment(ctx, a, id)
	if err != nil || !one.Public() {
		return e, err
	}
	return audit.On(a, ActAttachmentPublish, "attachment", id.UUID), s.store.PublishAttachment(ctx, a.Scope, Attachment{ID: id, Version: version})
}

// Download gives a file and its content, which is read piece by piece while it
// is handed on. That somebody took it is written down before the first piece.
func (s *Service) Download(ctx context.Context, a authz.Actor, id domain.AttachmentID) (one Attachment, content iter.Seq2[[]byte, error], err error) {
	err = s.desk.Look(ctx, a, ActAttachmentShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		one, err = s.store.Attachment(ctx, a.Scope, id)
		return audit.On(a, ActAttachmentShow, "attachment", id.UUID), err
	})
	return one, s.content(ctx, a, one), err
}

// content opens the pieces one after the other, each in a transaction of its
// own.
func (s *Service) content(ctx context.Context, a authz.Actor, one Attachment) iter.Seq2[[]byte, error] {
	return filetype.Content(one.Size, func(place int) (piece []byte, err error) {
		err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
			piece, err = s.store.AttachmentPiece(ctx, a.Scope, one.ID, place)
			return err
		})
		return piece, err
	})
}
