package store

import (
	"context"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
)

// saveDescription stores what a group is.
func (s *Groups) saveDescription(ctx context.Context, scope domain.Scope, g group.Group) error {
	f := g.Description
	return queries(ctx).GroupDescriptionSave(ctx, query.GroupDescriptionSaveParams{
		InstitutionNo: scope.Institution(), ID: g.ID.UUID, About: f.About, Langs: strings.Join(f.Langs, " "), Access: spaced(f.Access),
		AccessNote: f.AccessNote, Least: int64(f.Least), Most: int64(f.Most), ClosesAt: int64(f.ClosesAt), Visibility: string(f.Visibility),
	})
}

func spaced[T ~string](codes []T) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = string(c)
	}
	return strings.Join(words, " ")
}

func coded[T ~string](text string) (codes []T) {
	for word := range strings.FieldsSeq(text) {
		codes = append(codes, T(word))
	}
	return codes
}

// groupWhole is a group with its description.
func groupWhole(r query.GroupByIDRow) group.Group {
	g := groupOf(query.GroupTakeRow{
		InstitutionNo: r.InstitutionNo, ID: r.ID, ProgrammeID: r.ProgrammeID, Name: r.Name, Neutral: r.Neutral, Folded: r.Folded, Kind: r.Kind,
		Character: r.Character, Openness: r.Openness, Audience: r.Audience, Rhythm: r.Rhythm, Period: r.Period, Sensitive: r.Sensitive,
		Accompanied: r.Accompanied, Stage: r.Stage, MadeAt: r.MadeAt, Version: r.Version,
	})
	g.Alike, g.Starter, g.Criteria, g.Uses = group.Kind(r.Alike), r.Starter, lines(r.Criteria), rolesRead(r.Roles)
	g.Description = group.Description{
		About: r.About, Langs: coded[string](r.Langs), Access: coded[group.Access](r.Access), AccessNote: r.AccessNote,
		Least: int(r.Least), Most: int(r.Most), ClosesAt: int(r.ClosesAt), Visibility: group.Visibility(r.Visibility),
	}
	return g
}

// CountHeld counts the meetings that were held.
func (s *Groups) CountHeld(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error) {
	n, err := queries(ctx).GroupHeldCount(ctx, query.GroupHeldCountParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return int(n), err
}

// descriptionOut is what a group takes along; nothing where nobody described it.
func descriptionOut(r query.TransferGroupsRow) *transfer.Description {
	if r.About == nil {
		return nil
	}
	f := transfer.Description{
		About: *r.About, Langs: strings.Fields(*r.Langs), Access: strings.Fields(*r.Access), AccessNote: *r.AccessNote,
		Least: int(*r.Least), Most: int(*r.Most), ClosesAt: int(*r.ClosesAt),
	}
	if f.About+f.AccessNote+*r.Langs+*r.Access == "" && f.Least+f.Most+f.ClosesAt == 0 {
		return nil
	}
	return &f
}

// descriptionIn is what a group brings along. It is shown to nobody until somebody
// here says so.
func descriptionIn(f *transfer.Description) group.Description {
	if f == nil {
		return group.Description{Visibility: group.Hidden}
	}
	return group.Description{
		About: f.About, Langs: f.Langs, Access: coded[group.Access](strings.Join(f.Access, " ")), AccessNote: f.AccessNote,
		Least: f.Least, Most: f.Most, ClosesAt: f.ClosesAt, Visibility: group.Hidden,
	}
}
