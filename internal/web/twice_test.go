package web_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
)

// exception is a form that may not simply be sent twice, and why.
type exception struct {
	again string // the classes that the answers after the first may have
	raced bool   // whether two at once may both come in time
	more  string // the tables that grow each time
	why   string
}

var exceptions = map[string]exception{
	"POST /groups/{id}/letters/link":                    {more: "audit_link", why: "each pressing makes an address anew"},
	"POST /groups/{id}/letters/{letter}":                {more: "audit_link", why: "each sending reads the letter"},
	"POST /groups/{id}/letters/{letter}/join":           {more: "audit_link", why: "each sending reads the letter"},
	"POST /groups/{id}/letters/{letter}/queue":          {more: "audit_link", why: "each sending reads the letter"},
	"POST /groups/{id}/invitations":                     {again: "clash", why: "an invitation is shown once, and a form makes one"},
	"POST /join/{token}":                                {more: "attempt audit_link", why: "whoever joined is given another link, and the earlier stops"},
	"POST /me/letters/{letter}":                         {more: "audit_link", why: "each sending reads the letter"},
	"POST /write/{token}":                               {more: "attempt", why: "each sending counts"},
	"POST /write/{token}/join":                          {more: "attempt", why: "each sending counts"},
	"POST /meetings/{id}/link":                          {more: "audit_link", why: "each pressing makes a link anew and shows it once"},
	"POST /in/{token} sign-in":                          {more: "session audit_link", why: "a demonstration's link signs in again and again"},
	"POST /in/{token} reset":                            {again: "gone", why: "the link gives one password once"},
	"POST /in/{token} setup":                            {again: "gone", why: "the link makes one institution"},
	"POST /in/{token} member":                           {more: "session", why: "each opening is a phone that stays signed in"},
	"POST /sign-in":                                     {more: "session audit_link", why: "each sign-in is a browser that is signed in"},
	"POST /start/{house}":                               {more: "attempt", why: "what comes from one address is counted"},
	"POST /sign-in wrong":                               {more: "attempt", why: "each wrong password counts"},
	"POST /account":                                     {again: "flaws in", raced: true, more: "audit_link attempt", why: "the old password is no longer the password, and its sessions end"},
	"POST /groups/{id}/members/{person}/link":           {more: "audit_link", why: "a link is shown once: another sending makes another one, and the earlier stops"},
	"POST /groups/{id}/members/{person}/link/send":      {more: "audit_link", why: "each sending looks the person up"},
	"POST /groups/{id}/members/{person}/link/revoke":    {more: "audit_link", why: "each sending looks the person up"},
	"POST /groups/{id}/handover/new":                    {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/handover/edit":                   {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/handover/call":                   {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/handover/tasks/new":              {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/handover/tasks/{task}":           {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/ventures/{venture}/edit":         {more: "audit_link", why: "each sending looks up who takes care of what"},
	"POST /groups/{id}/ventures/{venture}/state":        {more: "audit_link", why: "each sending looks up who takes care of what"},
	"POST /groups/{id}/ventures/{venture}/tasks/new":    {more: "audit_link", why: "each sending looks up who takes care of what"},
	"POST /groups/{id}/ventures/{venture}/tasks/{task}": {more: "audit_link", why: "each sending looks up who takes care of what"},
	"POST /meetings/{id}/agreed/{task}":                 {more: "audit_link", why: "each sending looks up who takes care of what"},
	"POST /people":                                      {more: "audit_link", why: "each search is a look at people"},
	"POST /messages/by-hand":                            {more: "audit_link", why: "each search is a look at people"},
	"POST /groups/{id}/members/known":                   {more: "audit_link", why: "each search is a look at people"},
	"POST /people/{id}/contact":                         {more: "audit_link", why: "each sending looks the person up"},
	"POST /people/{id}/contact/preview":                 {more: "audit_link", why: "each look at a person is written down"},
	"POST /people/{id}/contact/none":                    {more: "audit_link", why: "each sending looks the person up"},
	"POST /people/{id}/contact/confirm":                 {more: "audit_link", why: "each sending looks the person up"},
	"POST /people/{id}/edit":                            {more: "audit_link", why: "each sending looks the person up"},
	"POST /people/{id}/forget":                          {more: "audit_link", why: "each sending looks the person up"},
	"POST /staff/{id}":                                  {more: "audit_link", why: "each sending looks the account up"},
	"POST /staff/{id}/link":                             {more: "audit_link", why: "a link is shown once: another sending makes another one, and the earlier stops"},
	"POST /institutions/new":                            {more: "audit_link", why: "a link is shown once: another sending makes another one, and the earlier stops"},
	"POST /staff/new":                                   {more: "audit_link", why: "a link is shown once: another sending makes another one, and the earlier stops"},
	"POST /imports/new":                                 {more: "job import_piece programme_row programme_item programme_hint programme_origin audit_link", why: "a worker goes on with what was begun, while it is counted"},
	"POST /groups/{id}/waiting/known":                   {more: "audit_link", why: "each search is a look at people"},
	"POST /groups/{id}/letters/{letter}/join/known":     {more: "audit_link", why: "each search is a look at people"},
	"POST /groups/{id}/letters/{letter}/queue/known":    {more: "audit_link", why: "each search is a look at people"},

	"POST /meetings/{id}/link/send":                           {more: "audit_link", why: "each sending looks who leads"},
	"POST /groups/{id}/turns/{meeting}":                       {more: "audit_link", why: "each sending looks up who belongs"},
	"POST /groups/{id}/members/{person}/turns/ready":          {more: "audit_link", why: "each sending looks the person up"},
	"POST /groups/{id}/members/{person}/turns/away":           {more: "audit_link", why: "each sending looks the person up"},
	"POST /groups/{id}/members/{person}/turns/away/{absence}": {more: "audit_link", why: "each sending looks the person up"},
}

// TestSentTwice sends every form twice at once and then once more. It must do
// what one sending does: make as many rows, in every table, and answer alike.
func TestSentTwice(t *testing.T) {
	table := readMatrix(t, "testdata/matrix.txt")
	eachEngine(t, func(t *testing.T, a *app) {
		o := a.observer()
		for i, d := range a.deeds() {
			role := doer(table[d.name()])
			if d.Method != "POST" || role == "" {
				continue
			}
			once := a.estate(fmt.Sprintf("once%d", i))
			s, b := d.readyFor(once, once, role), once.browser(role)
			o.quiet()
			before := o.count()
			first := s.by(b).class()
			o.quiet() // what was begun goes on in jobs
			single := grown(before, o.count())

			twice := a.estate(fmt.Sprintf("twice%d", i))
			s, b = d.readyFor(twice, twice, role), twice.browser(role)
			o.quiet()
			before = o.count()
			classes := append(atOnce(2, func(int) string { return s.by(b).class() }), s.by(b).class())
			o.quiet()
			compareSendings(t, d, first, classes, single, grown(before, o.count()))
		}
	})
}

// doer is the first viewer for whom a deed is done, by the table.
func doer(classes []string) string {
	for i, class := range classes {
		if !slices.Contains(append(refused, "flaws"), class) && viewers[i].name != "visitor" {
			return viewers[i].name
		}
	}
	if len(classes) > 0 && classes[0] == "flaws" {
		return "visitor"
	}
	return ""
}

// answers reports whether three sendings of a form are answered as they should
// be: alike, or after the first as the exception says.
func (x exception) answers(first string, classes []string) bool {
	done := 0
	for _, class := range classes {
		switch {
		case class == first:
			done++
		case !slices.Contains(strings.Fields(x.again), class):
			return false
		}
	}
	switch {
	case x.again == "":
		return done == len(classes)
	case x.raced:
		return done == 1 || done == 2
	}
	return done == 1
}

func compareSendings(t *testing.T, d deed, first string, classes []string, single, triple map[string]int) {
	t.Helper()
	x := exceptions[d.name()]
	if !x.answers(first, classes) {
		t.Errorf("%s: once it answers %s; twice at once and once more %v", d.name(), first, classes)
	}
	if x.more != "" {
		single, triple = maps.Clone(single), maps.Clone(triple)
		for _, table := range strings.Fields(x.more) {
			delete(single, table)
			delete(triple, table)
		}
		delete(triple, "audit_head")
	}
	if !maps.Equal(single, triple) {
		t.Errorf("%s: once it makes %v, sent three times %v", d.name(), single, triple)
	}
}

// atOnce does something n times at the same moment.
func atOnce[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	begin := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-begin
			results[i] = do(i)
		})
	}
	close(begin)
	all.Wait()
	return results
}
