package web_test

import "krag/internal/domain/notify"

// ownWords are words that an institution chose for itself.
func (e *estate) ownWords() notify.Wording {
	return made(e, "own words", func() notify.Wording {
		w := notify.Wording{Form: notify.SayMoved, Lang: "pl", Subject: "Inaczej: {when}", Line: "Nie {was}, lecz {when}."}
		e.must(e.Services().Messages.SaveWording(e.t.Context(), e.actor, w))
		return w
	})
}
