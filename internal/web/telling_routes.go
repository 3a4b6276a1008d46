package web

import "krag/internal/domain/notify"

const (
	tellingPath = "/institution/messages"
	wordsPath   = tellingPath + "/words"
	triedPath   = tellingPath + "/tried"
)

// tellingRoutes are how an institution writes to people.
func (s *Server) tellingRoutes() []Route {
	return []Route{
		{"GET", tellingPath, notify.ActHouse, s.tellingHouseShow},
		{"POST", tellingPath, notify.ActHouse, s.tellingHouse},
		{"GET", wordsPath, notify.ActWording, s.tellingWords},
		{"GET", wordsPath + "/{form}/{lang}", notify.ActWording, s.tellingWordShow},
		{"POST", wordsPath + "/{form}/{lang}", notify.ActWording, s.tellingWord},
		{"POST", wordsPath + "/{form}/{lang}/preview", notify.ActWording, s.tellingWordPreview},
		{"POST", wordsPath + "/{form}/{lang}/drop", notify.ActWording, s.tellingWordDrop},
		{"GET", triedPath, notify.ActTest, s.tellingTried},
		{"GET", "/groups/{id}/reminders", notify.ActRounds, s.tellingRoundsShow},
		{"POST", "/groups/{id}/reminders", notify.ActRounds, s.tellingRounds},
		{"POST", "/me/contact/preview", notify.ActContactOwn, s.contactMePreview},
		{"POST", "/people/{id}/contact/preview", notify.ActContactShow, s.contactPersonPreview},
	}
}
