package document

import (
	"cmp"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// Reply puts an answer to somebody outside into a parcel: what was written, the
// address at which one writes again, and no name but the neutral one of the house.
func (m Messages) Reply(r notify.Reply) notify.Parcel {
	print := i18n.For(i18n.Lang(r.Contact.Lang))
	again := ""
	if r.Token != "" {
		again = print.T("relay.mail.again", "link", m.URL+"/write/"+r.Token)
	}
	p := notify.Parcel{
		ID: domain.NewID[domain.ParcelID](), Channel: r.Contact.Channel, To: r.Contact.Address,
		Sender: domain.NewSecret(cmp.Or(r.House.Sender, print.T("relay.mail.sender"))), Lang: r.Contact.Lang, Expires: r.Expires,
	}
	words := r.Words.Reveal()
	if p.Channel == notify.SMS {
		p.Text = domain.NewSecret(plain(join(" ", words, again)))
		return p
	}
	p.Subject = domain.NewSecret(plain(print.T("relay.mail.subject")))
	p.Text = domain.NewSecret(plain(join("\n\n", print.T("tell.greeting"), words, again)) + "\n")
	return p
}

// join puts what there is of some texts after each other.
func join(between string, texts ...string) (all string) {
	for _, text := range texts {
		if all != "" && text != "" {
			all += between
		}
		all += text
	}
	return all
}
