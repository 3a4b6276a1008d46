// Package web answers requests: it reads what was asked, calls a service or a
// flow, and renders a page made of the kit. It knows no SQL and decides
// nothing itself: who may is the policy's, what may be is the area's.
//
// A page is one file: group_show.go, group_edit.go, named like its route, its
// handler and its component. Handlers return errors; trouble.go makes pages
// of them.
package web
