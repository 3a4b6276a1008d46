package web

import (
	"net/http"
	"slices"

	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// preview is what a locked telephone shows of a made-up reminder, sent as the
// contact says; nothing where no telephone shows anything.
func (k *contactAsk) preview(c notify.Contact) ([]notify.Parcel, error) {
	if k.work() || !c.May || c.Channel != notify.Email && c.Channel != notify.SMS {
		return nil, nil
	}
	if !slices.Contains(i18n.Langs, i18n.Lang(c.Lang)) {
		c.Lang = string(k.r.print.Lang())
	}
	from, to := k.s.nextTuesday(k.r)
	line, print := notify.SayReminder.Line(from, to), i18n.For(i18n.Lang(c.Lang))
	line.Fact.Place, line.Fact.GroupName = print.T("telling.example.place"), print.T("telling.example.group")
	d, err := k.s.Messages.Example(k.r.Context(), k.r.actor, c, line)
	if err != nil {
		return nil, err
	}
	return []notify.Parcel{k.s.words().Parcel(d)}, nil
}

// look shows the page with what was typed, and keeps nothing.
func (k *contactAsk) look(w http.ResponseWriter) error {
	f := k.r.form()
	k.typed, k.form = f.Values, f.state(k.path) // what is to be mended is told when it is saved
	k.shown = k.reads(f)
	return k.show(w, http.StatusOK)
}

func (s *Server) contactMePreview(w http.ResponseWriter, r *request) error {
	k, err := s.contactOfMe(w, r)
	if err != nil {
		return err
	}
	return k.look(w)
}

func (s *Server) contactPersonPreview(w http.ResponseWriter, r *request) error {
	k, _, err := s.contactOfPerson(w, r)
	if err != nil {
		return err
	}
	return k.look(w)
}
