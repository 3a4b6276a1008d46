-- The new outcome goes last in its group, or in the programme as a whole.
-- name: OutcomeInsert :execrows
INSERT INTO outcome (institution_no, id, programme_id, group_id, indicator, form, n, n_of, words, who, context,
    seen_when, quote, source, place, made_at, version)
VALUES (@institution_no, @id, @programme_id, @group_id, @indicator, @form, @n, @n_of, @words, @who, @context,
    @seen_when, @quote, @source,
    (SELECT COALESCE(MAX(o.place), 0) + 1 FROM outcome o
        WHERE o.institution_no = @institution_no AND o.programme_id = @programme_id AND o.group_id IS NOT DISTINCT FROM @group_id),
    @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: OutcomeUpdate :execrows
UPDATE outcome SET group_id = @group_id, indicator = @indicator, form = @form, n = @n, n_of = @n_of, words = @words,
    who = @who, context = @context, seen_when = @seen_when, quote = @quote, source = @source, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: OutcomeDelete :execrows
DELETE FROM outcome WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: OutcomeByID :one
SELECT sqlc.embed(o), c.name AS group_name FROM outcome o
LEFT JOIN circle c ON c.institution_no = o.institution_no AND c.id = o.group_id
WHERE o.institution_no = @institution_no AND o.id = @id;

-- name: OutcomeGroupIsOwn :one
SELECT COUNT(*) FROM circle
WHERE institution_no = @institution_no AND id = @id AND programme_id = @programme_id;

-- The engines disagree on where NULL sorts, so the CASE says it.
-- name: OutcomesOfProgramme :many
SELECT sqlc.embed(o), c.name AS group_name FROM outcome o
LEFT JOIN circle c ON c.institution_no = o.institution_no AND c.id = o.group_id
WHERE o.institution_no = @institution_no AND o.programme_id = @programme_id
ORDER BY CASE WHEN o.group_id IS NULL THEN 0 ELSE 1 END, c.folded, o.group_id, o.place, o.id;

-- name: OutcomesOfGroup :many
SELECT sqlc.embed(o), c.name AS group_name FROM outcome o
LEFT JOIN circle c ON c.institution_no = o.institution_no AND c.id = o.group_id
WHERE o.institution_no = @institution_no AND o.group_id = @group_id
ORDER BY o.place, o.id;
