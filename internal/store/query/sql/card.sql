-- name: CardInsert :execrows
INSERT INTO card (institution_no, id, programme_id, template, slug, area, state, edition, made_at, version)
VALUES (@institution_no, @id, @programme_id, @template, @slug, @area, @state, 0, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: CardByID :one
SELECT * FROM card WHERE institution_no = @institution_no AND id = @id;

-- The title is the newest in Polish, empty when none was written.
-- name: CardRows :many
SELECT sqlc.embed(c), p.title AS programme, p.slug AS address,
    CAST(COALESCE((SELECT t.words FROM card_text t
        WHERE t.institution_no = c.institution_no AND t.card_id = c.id AND t.section = 'title' AND t.lang = 'pl'
        ORDER BY t.no DESC LIMIT 1), '') AS text) AS title,
    CAST(COALESCE((SELECT k.at FROM card_publication k
        WHERE k.institution_no = c.institution_no AND k.card_id = c.id ORDER BY k.no DESC LIMIT 1), 0) AS bigint) AS published_at,
    CAST(COALESCE((SELECT SUM(r.readers) FROM practice_readers r WHERE r.slug = c.slug AND r.day >= @since), 0) AS bigint) AS readers
FROM card c
JOIN programme p ON p.institution_no = c.institution_no AND p.id = c.programme_id
WHERE c.institution_no = @institution_no AND (CAST(@every_programme AS boolean) OR c.programme_id = @programme_id)
ORDER BY c.made_at, c.id;

-- name: CardUpdate :execrows
UPDATE card SET area = @area, state = @state, edition = @edition, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: CardDelete :execrows
DELETE FROM card WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: CardTextsDelete :exec
DELETE FROM card_text WHERE institution_no = @institution_no AND card_id = @card_id;

-- name: CardTexts :many
SELECT t.* FROM card_text t
WHERE t.institution_no = @institution_no AND t.card_id = @card_id
    AND t.no = (SELECT MAX(o.no) FROM card_text o
        WHERE o.institution_no = t.institution_no AND o.card_id = t.card_id AND o.section = t.section AND o.lang = t.lang)
ORDER BY t.section, t.lang;

-- name: CardTextHistory :many
SELECT * FROM card_text
WHERE institution_no = @institution_no AND card_id = @card_id AND section = @section AND lang = @lang
ORDER BY no DESC;

-- name: CardTextInsert :exec
INSERT INTO card_text (institution_no, card_id, section, lang, no, words, by_user, made_at)
VALUES (@institution_no, @card_id, @section, @lang, @no, @words, @by_user, @made_at);

-- name: CardPermissions :many
SELECT * FROM card_permission WHERE institution_no = @institution_no AND card_id = @card_id ORDER BY made_at, id;

-- name: CardPermissionInsert :execrows
INSERT INTO card_permission (institution_no, id, card_id, outcome_id, around, n, n_of, reason, by_user, made_at)
VALUES (@institution_no, @id, @card_id, @outcome_id, @around, @n, @n_of, @reason, @by_user, @made_at)
ON CONFLICT DO NOTHING;

-- name: CardPermissionDelete :execrows
DELETE FROM card_permission WHERE institution_no = @institution_no AND card_id = @card_id AND id = @id;

-- name: CardPermissionsDelete :exec
DELETE FROM card_permission WHERE institution_no = @institution_no AND card_id = @card_id;

-- name: CardPublications :many
SELECT * FROM card_publication WHERE institution_no = @institution_no AND card_id = @card_id ORDER BY no DESC;

-- name: CardPublicationInsert :exec
INSERT INTO card_publication (institution_no, card_id, no, at, by_user, note, editions, statements)
VALUES (@institution_no, @card_id, @no, @at, @by_user, @note, @editions, @statements);

-- name: CardTold :many
SELECT card_id, no, statements FROM card_publication WHERE institution_no = @institution_no ORDER BY card_id, no;

-- name: CardCells :many
SELECT cell, value, epoch FROM card_cell WHERE institution_no = @institution_no ORDER BY cell;

-- name: CardCellSet :exec
INSERT INTO card_cell (institution_no, cell, value, epoch) VALUES (@institution_no, @cell, @value, @epoch)
ON CONFLICT (institution_no, cell) DO UPDATE SET value = excluded.value, epoch = excluded.epoch;

-- name: CardLedger :one
SELECT seq FROM card_ledger WHERE institution_no = @institution_no;

-- name: CardLedgerStart :exec
INSERT INTO card_ledger (institution_no, seq) VALUES (@institution_no, 0) ON CONFLICT DO NOTHING;

-- name: CardLedgerTake :execrows
UPDATE card_ledger SET seq = seq + 1 WHERE institution_no = @institution_no AND seq = @seq;

-- name: CardSourceSteps :many
SELECT s.group_id, s.stage, s.happened_on, s.happened_precision FROM circle_step s
JOIN circle c ON c.institution_no = s.institution_no AND c.id = s.group_id
WHERE s.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY s.group_id, s.place;

-- Groups in the order in which they were made: the order of the story.
-- name: CardSourceGroups :many
SELECT c.id, c.name, COALESCE(k.alike, c.kind) AS kind, c.audience, c.rhythm, c.period, c.sensitive, c.stage, c.character, c.openness, c.accompanied,
    (SELECT COUNT(*) FROM attendance a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id) AS meetings
FROM circle c
LEFT JOIN group_kind k ON k.institution_no = c.institution_no AND k.code = c.kind
WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY c.made_at, c.id;

-- Minutes of rooms in which meetings of the programme's groups were held.
-- name: CardSourceLent :one
SELECT CAST(COALESCE(SUM(o.hi - o.lo - o.before - o.after), 0) AS bigint) AS minutes
FROM circle c
JOIN booking b ON b.institution_no = c.institution_no AND b.group_id = c.id
JOIN occupancy o ON o.booking_id = b.id AND o.state = 'confirmed'
JOIN resource r ON r.no = o.resource_no AND r.kind = 'room'
JOIN meeting m ON m.institution_no = c.institution_no AND m.group_id = c.id AND m.series_id = b.id
    AND m.starts_at = (o.lo + o.before) * 60000000 AND m.state = 'held'
WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id;

-- name: CardSourceProgramme :one
SELECT sqlc.embed(p), i.name AS house, i.profile, i.place, i.voivodeship FROM programme p
JOIN institution i ON i.no = p.institution_no
WHERE p.institution_no = @institution_no AND p.id = @id;
