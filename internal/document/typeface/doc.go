// Package typeface reads the fonts that documents are set in, and makes the
// small font of a document's own glyphs. It knows TrueType outlines, widths and
// kerning pairs, which is what our three languages need; it shapes no scripts
// and hints nothing.
package typeface
