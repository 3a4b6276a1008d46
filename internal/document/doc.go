// Package document makes files of typed models: a published card as PDF, DOCX
// and JSON. It words what an Edition says, for pages, too, and lays it out as a
// sheet; packages pdf and docx set sheets. It asks nobody and decides nothing
// about what may be read: an Edition holds only what everybody may.
package document
