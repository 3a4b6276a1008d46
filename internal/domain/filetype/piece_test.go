package filetype

import "testing"

func TestPieces(t *testing.T) {
	for size, want := range map[int64]int{1: 1, PieceSize: 1, PieceSize + 1: 2, 10 << 20: 40} {
		if got := Pieces(size); got != want {
			t.Errorf("%d bytes are %d pieces, want %d", size, got, want)
		}
	}
}
