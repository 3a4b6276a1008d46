package filetype

import "iter"

// PieceSize is how many bytes of content a piece has before it is sealed; the
// last may be shorter.
const PieceSize = 256 << 10

// Pieces is into how many pieces content of so many bytes is cut.
func Pieces(size int64) int { return int((size + PieceSize - 1) / PieceSize) }

// Content gives content of so many bytes piece by piece, each as read opens it:
// whoever reads slowly holds nothing up. A file that is deleted on the way is an
// error in the middle.
func Content(size int64, read func(place int) ([]byte, error)) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for place := range Pieces(size) {
			piece, err := read(place)
			if !yield(piece, err) || err != nil {
				return
			}
		}
	}
}
