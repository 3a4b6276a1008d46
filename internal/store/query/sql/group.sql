-- name: GroupInsert :execrows
INSERT INTO circle_row (institution_no, id, programme_id, name, neutral, folded, kind, character, openness,
    audience, rhythm, period, sensitive, accompanied, stage, made_at, version)
VALUES (@institution_no, @id, @programme_id, @name, @neutral, @folded, @kind, @character, @openness,
    @audience, @rhythm, @period, @sensitive, @accompanied, @stage, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: GroupUpdate :execrows
UPDATE circle_row SET name = @name, neutral = @neutral, folded = @folded, kind = @kind, character = @character,
    openness = @openness, audience = @audience, rhythm = @rhythm, period = @period, sensitive = @sensitive,
    accompanied = @accompanied, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- What nobody described has no row of its own.
-- name: GroupByID :one
SELECT c.*, COALESCE(f.about, '') AS about, COALESCE(f.langs, '') AS langs, COALESCE(f.access, '') AS access,
    COALESCE(f.access_note, '') AS access_note, CAST(COALESCE(f.least, 0) AS bigint) AS least, CAST(COALESCE(f.most, 0) AS bigint) AS most,
    CAST(COALESCE(f.closes_at, 0) AS bigint) AS closes_at, COALESCE(f.visibility, 'hidden') AS visibility,
    COALESCE(k.alike, c.kind) AS alike, COALESCE(k.agreement, '') AS starter, COALESCE(k.criteria, '') AS criteria, COALESCE(u.roles, '') AS roles
FROM circle c
LEFT JOIN group_description f ON f.institution_no = c.institution_no AND f.group_id = c.id
LEFT JOIN group_kind k ON k.institution_no = c.institution_no AND k.code = c.kind
LEFT JOIN group_roles u ON u.institution_no = c.institution_no AND u.group_id = c.id
WHERE c.institution_no = @institution_no AND c.id = @id;

-- The WHERE tells SQLite that ON begins no condition of a join.
-- name: GroupDescriptionSave :exec
INSERT INTO group_description (institution_no, group_id, about, langs, access, access_note, least, most, closes_at, visibility)
SELECT r.institution_no, r.id, CAST(@about AS text), CAST(@langs AS text), CAST(@access AS text), CAST(@access_note AS text),
    CAST(@least AS bigint), CAST(@most AS bigint), CAST(@closes_at AS bigint), CAST(@visibility AS text)
FROM circle r WHERE r.institution_no = @institution_no AND r.id = @id
ON CONFLICT (institution_no, group_id) DO UPDATE
SET about = excluded.about, langs = excluded.langs, access = excluded.access, access_note = excluded.access_note,
    least = excluded.least, most = excluded.most, closes_at = excluded.closes_at, visibility = excluded.visibility;

-- name: GroupHeldCount :one
SELECT COUNT(*) FROM meeting WHERE institution_no = @institution_no AND group_id = @group_id AND state = 'held';

-- name: GroupTake :one
UPDATE circle_row SET version = version + 1
WHERE institution_no = @institution_no AND id = @id AND import_id IS NULL
RETURNING institution_no, id, programme_id, name, neutral, folded, kind, character, openness, audience, rhythm, period,
    sensitive, accompanied, stage, made_at, version;

-- name: GroupSetStage :execrows
UPDATE circle_row SET stage = @stage WHERE institution_no = @institution_no AND id = @id;

-- What a list is searched and ordered by; the text is compared in Go, where
-- both engines agree.
-- name: GroupKeys :many
SELECT c.id, c.folded FROM circle c
JOIN programme p ON p.institution_no = c.institution_no AND p.id = c.programme_id
WHERE c.institution_no = @institution_no
    AND (CAST(@every_stage AS boolean) OR c.stage = @stage)
    AND (CAST(@every_programme AS boolean) OR p.slug = @slug)
    AND (CAST(@every_group AS boolean) OR c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j));

-- What a choice of groups is made of.
-- name: GroupNames :many
SELECT id, neutral, folded FROM circle WHERE institution_no = @institution_no AND stage <> 'closed';

-- Of what lives, everything that a day asks is asked.
-- name: GroupsLiving :many
SELECT id FROM circle WHERE institution_no = @institution_no AND stage <> 'closed';

-- next_at is 0 when nothing is planned.
-- name: GroupRows :many
SELECT c.id, c.name, c.neutral, c.stage, c.sensitive, p.title, p.slug,
    CAST((SELECT COUNT(*) FROM membership m
        WHERE m.institution_no = c.institution_no AND m.group_id = c.id AND m.left_on IS NULL) AS bigint) AS members,
    CAST(COALESCE((SELECT t.starts_at FROM meeting t
        WHERE t.institution_no = c.institution_no AND t.group_id = c.id AND t.state = 'planned' AND t.starts_at >= @now
        ORDER BY t.starts_at LIMIT 1), 0) AS bigint) AS next_at
FROM circle c
JOIN programme p ON p.institution_no = c.institution_no AND p.id = c.programme_id
WHERE c.institution_no = @institution_no AND c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- The group's row is taken before, so that no two steps get one place.
-- name: StepInsert :execrows
INSERT INTO circle_step (institution_no, id, group_id, place, stage, happened_on, happened_precision, evidence, by_user, made_at)
VALUES (@institution_no, @id, @group_id,
    (SELECT COALESCE(MAX(s.place), 0) + 1 FROM circle_step s WHERE s.institution_no = @institution_no AND s.group_id = @group_id),
    @stage, @happened_on, @happened_precision, @evidence, @by_user, @made_at)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: StepDelete :execrows
DELETE FROM circle_step WHERE institution_no = @institution_no AND id = @id;

-- name: Steps :many
SELECT id, stage, happened_on, happened_precision, evidence, by_user, made_at FROM circle_step
WHERE institution_no = @institution_no AND group_id = @group_id
ORDER BY place;

-- name: Dots :many
SELECT m.starts_at, a.led, i.zone FROM meeting m
JOIN attendance a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
JOIN institution i ON i.no = m.institution_no
WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.state = 'held'
ORDER BY m.starts_at, m.id;

-- name: MembershipInsert :execrows
INSERT INTO membership (institution_no, id, group_id, person_id, joined_on)
VALUES (@institution_no, @id, @group_id, @person_id, @joined_on)
ON CONFLICT DO NOTHING;

-- Nobody leaves before they came: whoever was to come later never did.
-- name: MembershipEnd :many
UPDATE membership SET left_on = CASE WHEN joined_on > CAST(@left_on AS text) THEN joined_on ELSE CAST(@left_on AS text) END
WHERE institution_no = @institution_no AND person_id = @person_id AND left_on IS NULL
    AND (CAST(@every_group AS boolean) OR group_id = @group_id)
RETURNING group_id;

-- name: MembershipsEnd :exec
UPDATE membership SET left_on = CASE WHEN joined_on > CAST(@left_on AS text) THEN joined_on ELSE CAST(@left_on AS text) END
WHERE institution_no = @institution_no AND group_id = @group_id AND left_on IS NULL;

-- name: MembershipTake :execrows
UPDATE membership SET joined_on = joined_on
WHERE institution_no = @institution_no AND group_id = @group_id AND person_id = @person_id AND left_on IS NULL;

-- name: MembershipsCount :one
SELECT COUNT(*) FROM membership WHERE institution_no = @institution_no AND group_id = @group_id AND left_on IS NULL;

-- name: Members :many
SELECT m.id, m.person_id, m.joined_on, p.pseudonym, p.made_up FROM membership m
JOIN person p ON p.institution_no = m.institution_no AND p.id = m.person_id
WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.left_on IS NULL
ORDER BY m.joined_on, m.id;
