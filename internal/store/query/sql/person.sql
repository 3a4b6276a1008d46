-- name: PersonInsert :execrows
INSERT INTO person (institution_no, id, pseudonym, made_up, made_at, version)
VALUES (@institution_no, @id, @pseudonym, @made_up, @made_at, @version)
ON CONFLICT DO NOTHING;

-- name: PersonUpdate :execrows
UPDATE person SET pseudonym = @pseudonym, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version AND forgotten_at IS NULL;

-- name: PersonByID :one
SELECT * FROM person WHERE institution_no = @institution_no AND id = @id AND import_id IS NULL;

-- Taken for rules over what belongs to a person. The version stays: nobody who
-- has a form of the person open needs to hear of it.
-- name: PersonTake :one
UPDATE person SET version = version WHERE institution_no = @institution_no AND id = @id
RETURNING forgotten_at;

-- name: PersonVersion :one
SELECT version FROM person WHERE institution_no = @institution_no AND id = @id;

-- name: PeopleKnown :many
SELECT * FROM person WHERE institution_no = @institution_no AND forgotten_at IS NULL AND import_id IS NULL;

-- name: PersonForget :execrows
UPDATE person SET pseudonym = NULL, forgotten_at = @forgotten_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND forgotten_at IS NULL;

-- name: PersonBelongings :many
SELECT b.group_id, c.neutral, b.joined_on, b.left_on,
    EXISTS (SELECT 1 FROM link AS l
        WHERE l.person_id = b.person_id AND l.group_id = b.group_id AND l.scope_no = b.institution_no
            AND l.kind = 'member' AND l.expires_at > @now) AS has_link
FROM membership AS b
JOIN circle AS c ON c.institution_no = b.institution_no AND c.id = b.group_id
WHERE b.institution_no = @institution_no AND b.person_id = @person_id
ORDER BY b.left_on IS NOT NULL, b.joined_on DESC, b.id;
