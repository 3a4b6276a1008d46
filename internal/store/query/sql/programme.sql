-- name: ProgrammeInsert :execrows
INSERT INTO programme_row (institution_no, id, slug, title, started_on, started_precision, made, made_at, version)
VALUES (@institution_no, @id, @slug, @title, @started_on, @started_precision, @made, @made_at, @version)
ON CONFLICT DO NOTHING;

-- name: ProgrammeUpdate :execrows
UPDATE programme_row SET slug = @slug, title = @title, started_on = @started_on,
    started_precision = @started_precision, made = @made, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- The row is taken, as if it changed; its version is of its own columns alone.
-- name: ProgrammeTake :execrows
UPDATE programme_row SET version = version
WHERE institution_no = @institution_no AND id = @id;

-- name: ProgrammeTouch :execrows
UPDATE programme_row SET version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: ProgrammeAny :one
SELECT COUNT(*) FROM (SELECT p.id FROM programme AS p WHERE p.institution_no = @institution_no LIMIT 1) AS one;

-- name: ProgrammeVersion :one
SELECT version FROM programme WHERE institution_no = @institution_no AND id = @id;

-- name: Programmes :many
SELECT * FROM programme WHERE institution_no = @institution_no
ORDER BY started_on NULLS LAST, made_at, id;

-- name: ProgrammeRows :many
SELECT sqlc.embed(p),
    CAST((SELECT COUNT(*) FROM circle AS c
        WHERE c.institution_no = p.institution_no AND c.programme_id = p.id) AS bigint) AS groups,
    CAST((SELECT COUNT(*) FROM circle AS c
        WHERE c.institution_no = p.institution_no AND c.programme_id = p.id AND c.stage = 'independent') AS bigint) AS independent
FROM programme AS p
WHERE p.institution_no = @institution_no
ORDER BY p.started_on NULLS LAST, p.made_at, p.id;

-- name: ProgrammeBySlug :one
SELECT * FROM programme WHERE institution_no = @institution_no AND slug = @slug;

-- name: ProgrammeItems :many
SELECT section, item FROM programme_item
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY section, place;

-- name: ProgrammeItemsDelete :exec
DELETE FROM programme_item
WHERE institution_no = @institution_no AND programme_id = @programme_id AND section = @section;

-- name: ProgrammeItemInsert :exec
INSERT INTO programme_item (institution_no, programme_id, section, place, item)
VALUES (@institution_no, @programme_id, @section, @place, @item);

-- What is not counted group by group; ProgrammeGroups has the rest.
-- name: ProgrammeFigures :one
SELECT
    (SELECT COUNT(DISTINCT b.person_id) FROM membership AS b
        WHERE b.institution_no = @institution_no AND b.left_on IS NULL AND b.group_id IN (
            SELECT c.id FROM circle AS c
            WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id)) AS members,
    (SELECT COUNT(*) FROM outcome AS o
        WHERE o.institution_no = @institution_no AND o.programme_id = @programme_id) AS outcomes,
    (SELECT COUNT(*) FROM cost AS k
        WHERE k.institution_no = @institution_no AND k.programme_id = @programme_id) AS costs,
    CAST(COALESCE((SELECT SUM(k.amount) FROM cost AS k
        WHERE k.institution_no = @institution_no AND k.programme_id = @programme_id), 0) AS bigint) AS cost_total;

-- Counted group by group, so that either engine begins with the programme's
-- groups and looks the rest up by index, however much other programmes hold. A
-- meeting is held when its attendance is recorded. Few came when it was somebody,
-- but fewer than @few.
-- name: ProgrammeGroups :many
SELECT c.id, c.name, c.neutral, c.period, c.stage, c.sensitive,
    (SELECT COUNT(*) FROM membership AS b
        WHERE b.institution_no = c.institution_no AND b.group_id = c.id AND b.left_on IS NULL) AS members,
    (SELECT COUNT(*) FROM attendance AS a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id) AS meetings_held,
    CAST(COALESCE((SELECT SUM(a.total) FROM attendance AS a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id), 0) AS bigint) AS visits,
    (SELECT COUNT(*) FROM attendance AS a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id AND a.total >= 1 AND a.total < @few) AS few_came,
    CAST(COALESCE((SELECT SUM(a.total) FROM attendance AS a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id AND a.total < @few), 0) AS bigint) AS visits_of_few,
    (SELECT COUNT(*) FROM meeting AS m
        WHERE m.institution_no = c.institution_no AND m.group_id = c.id
            AND m.state = 'planned' AND m.starts_at >= @now) AS meetings_ahead,
    CAST(COALESCE((SELECT m.starts_at FROM meeting AS m
        WHERE m.institution_no = c.institution_no AND m.group_id = c.id
            AND m.state = 'planned' AND m.starts_at >= @now
        ORDER BY m.starts_at LIMIT 1), 0) AS bigint) AS next_at
FROM circle AS c
WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY c.folded, c.id;
