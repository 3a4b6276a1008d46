package planlib

import (
	"io/fs"

	"krag/internal/domain/group"
)

func agreements(fsys fs.FS) (*Library[group.AgreementTemplate], error) {
	all, err := load(fsys, "agreement", func(a *group.AgreementTemplate, slug string) { a.Slug = slug })
	if err != nil {
		return nil, err
	}
	return &Library[group.AgreementTemplate]{all, func(a group.AgreementTemplate) string { return a.Slug }}, nil
}
