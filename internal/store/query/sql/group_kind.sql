-- name: GroupKinds :many
SELECT * FROM group_kind WHERE institution_no = @institution_no ORDER BY place, code;

-- name: GroupKindInsert :execrows
INSERT INTO group_kind (institution_no, code, name, folded, alike, sensitive, agreement, plans, indicators, criteria, least, place, retired, version)
VALUES (@institution_no, @code, @name, @folded, @alike, @sensitive, @agreement, @plans, @indicators, @criteria, @least, @place, @retired, 1)
ON CONFLICT DO NOTHING;

-- name: GroupKindUpdate :execrows
UPDATE group_kind SET name = @name, folded = @folded, alike = @alike, sensitive = @sensitive, agreement = @agreement, plans = @plans,
    indicators = @indicators, criteria = @criteria, least = @least, place = @place, retired = @retired, version = version + 1
WHERE group_kind.institution_no = @institution_no AND group_kind.code = @code AND group_kind.version = @version
    AND NOT EXISTS (SELECT 1 FROM group_kind AS k WHERE k.institution_no = @institution_no AND k.folded = @folded AND k.code <> @code);
