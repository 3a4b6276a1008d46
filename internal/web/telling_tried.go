package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/telling"
)

// tellingTried lists what would have been sent.
func (s *Server) tellingTried(w http.ResponseWriter, r *request) error {
	l, err := s.Messages.Tests(r.Context(), r.actor, r.page())
	if err != nil {
		return err
	}
	v := page.Tried{
		Page: s.tellingFrame(w, r, r.print.T("telling.tried.title")), Pager: kit.Pager{At: l.Page.Number, Of: l.Pages(), Path: triedPath},
		None: kit.Empty{Title: r.print.T("telling.tried.none_title"), Text: r.print.T("telling.tried.none")},
	}
	if s.policy.May(r.actor, notify.ActHouse) {
		v.None.Action = &kit.Link{Text: r.print.T("telling.tried.switch"), Href: tellingPath}
	}
	for _, k := range l.Rows {
		v.Rows = append(v.Rows, s.triedParcel(r, k))
	}
	return render(w, r, http.StatusOK, v)
}

func (s *Server) triedParcel(r *request, k notify.Kept) page.Parcel {
	p := page.Parcel{
		Name: r.print.T("telling.tried.staff"), When: r.print.DateTime(k.MadeAt, r.zone), Parcel: k.Parcel,
		To: r.print.T(i18n.Key("telling.channels", string(k.Parcel.Channel))), Gone: k.Parcel.Text.IsZero(),
	}
	known := s.policy.May(r.actor, person.ActShow)
	switch {
	case k.Name.IsZero():
	case known:
		p.Name, p.Href = k.Name.Reveal(), personPath(domain.PersonID{UUID: k.Party})
	default: // who that is, and where to, is not theirs to see
		p.Name = r.print.T("telling.tried.person")
	}
	if p.Gone {
		p.Name = capital(r.print.T("person.forgotten_name"))
		return p
	}
	if known && !k.Parcel.To.IsZero() {
		p.To += " · " + addressWords(notify.Contact{Channel: k.Parcel.Channel, Address: k.Parcel.To})
	}
	return p
}
