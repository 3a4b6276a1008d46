package publish

import (
	_ "embed"
	"encoding/json"
	"strings"
)

// Area is a field of practice in the catalogue's tree. Its code holds the way
// to it: social.welfare lies under social.
type Area struct {
	Code string `json:"code"`
	Name Named  `json:"name"`
}

//go:embed area.json
var areaFile []byte

// Areas lists the tree, each area after the one it lies under.
var Areas = func() (all []Area) {
	if err := json.Unmarshal(areaFile, &all); err != nil {
		panic("publish: area.json: " + err.Error())
	}
	return all
}()

// AreaByCode finds an area.
func AreaByCode(code string) (Area, bool) {
	for _, a := range Areas {
		if a.Code == code {
			return a, true
		}
	}
	return Area{}, false
}

// Path are the codes from the root to an area: social, social.welfare.
func Path(code string) (codes []string) {
	for i, c := range code + "." {
		if c == '.' && i > 0 {
			codes = append(codes, code[:i])
		}
	}
	return codes
}

// Under reports whether an area is another or lies under it.
func Under(code, root string) bool { return code == root || strings.HasPrefix(code, root+".") }
