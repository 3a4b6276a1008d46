// Package publish turns a programme's living data into a card that others can
// read and repeat, and decides what of it may become public. It renders
// nothing: pages, PDF, DOCX and JSON are made elsewhere, all from one Edition.
//
// The life of a card, enforced by the CHECK card_state:
//
//	         made for a programme
//	              │
//	              ▼      publish
//	┌─────────▶ draft ─────────────▶ published ──┐ correct: a new edition,
//	│ edit,                            │   ▲ ▲   │ with a note that readers see
//	│ compare, check                   │   │ └───┘
//	└─────────                withdraw │   │ publish again
//	                                   ▼   │
//	                                withdrawn (the address answers 410)
//
// Texts go on being edited in every state; readers see an edition until the
// next one is published.
package publish
