package typeface

import (
	"embed"
	"sync"
)

// The typefaces of the house are the files of Adobe's packages as they are:
// their licence (fonts/LICENSE-*.txt) lets a changed font not be called Source.
//
//go:embed fonts/*.ttf
var files embed.FS

// The faces of the house. Display is Serif drawn for large sizes.
var (
	Sans     = house("SourceSans3-Regular")
	SansBold = house("SourceSans3-Semibold")
	Serif    = house("SourceSerif4-Semibold")
	Display  = house("SourceSerif4Display-Semibold")
)

// house gives a face that is read when the first document asks for it, and
// kept: reading is looking at a few tables, the rest stays where it is.
func house(name string) func() *Face {
	return sync.OnceValue(func() *Face {
		data, err := files.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			panic("typeface: " + err.Error())
		}
		f, err := Parse(name, data)
		if err != nil {
			panic("typeface: " + name + ": " + err.Error())
		}
		return f
	})
}
