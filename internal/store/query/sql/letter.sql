-- name: WriteLinkPut :exec
INSERT INTO write_link (token_hash, scope_no, id, group_id, token, made_at)
VALUES (@token_hash, @scope_no, @id, @group_id, @token, @made_at)
ON CONFLICT (scope_no, group_id) DO UPDATE
SET token_hash = excluded.token_hash, id = excluded.id, token = excluded.token, made_at = excluded.made_at;

-- name: WriteLinkByToken :one
SELECT * FROM write_link WHERE token_hash = @token_hash;

-- name: WriteLinkOf :one
SELECT * FROM write_link WHERE scope_no = @scope_no AND group_id = @group_id;

-- name: WriteLinkDrop :execrows
DELETE FROM write_link WHERE scope_no = @scope_no AND group_id = @group_id;

-- Who has the role of contact at the meeting that comes next, or had it at the last
-- one not long ago.
-- name: ContactsOfGroups :many
SELECT DISTINCT m.group_id, t.person_id FROM meeting m
JOIN meeting_turn t ON t.institution_no = m.institution_no AND t.meeting_id = m.id AND t.role = 'contact'
JOIN membership b ON b.institution_no = m.institution_no AND b.group_id = m.group_id AND b.person_id = t.person_id AND b.left_on IS NULL
WHERE m.institution_no = @institution_no AND m.state <> 'cancelled'
    AND m.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND m.starts_at IN (
        (SELECT MIN(n.starts_at) FROM meeting n
            WHERE n.institution_no = m.institution_no AND n.group_id = m.group_id AND n.state <> 'cancelled' AND n.ends_at > @now),
        (SELECT MAX(p.starts_at) FROM meeting p
            WHERE p.institution_no = m.institution_no AND p.group_id = m.group_id AND p.state <> 'cancelled' AND p.ends_at <= @now AND p.ends_at > @since)
    )
ORDER BY m.group_id, t.person_id;

-- name: CoordinatorsHere :many
SELECT DISTINCT g.user_id FROM user_grant g
JOIN app_user u ON u.id = g.user_id AND NOT u.disabled
WHERE g.scope_no = @scope_no AND g.role = 'coordinator'
ORDER BY g.user_id;

-- name: LetterInsert :execrows
INSERT INTO letter (institution_no, id, group_id, words, reply, asked, state, going, made_at, version)
VALUES (@institution_no, @id, @group_id, @words, @reply, @asked, 'waiting', '', @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: LettersCame :one
SELECT COUNT(*) FROM letter WHERE institution_no = @institution_no AND group_id = @group_id AND made_at > @since;

-- name: LettersOpen :one
SELECT COUNT(*) FROM letter WHERE institution_no = @institution_no AND group_id = @group_id AND state IN ('waiting', 'taken');

-- name: LetterByID :one
SELECT l.*, p.pseudonym, u.name FROM letter l
LEFT JOIN person p ON p.institution_no = l.institution_no AND p.id = l.taker_person
LEFT JOIN app_user u ON u.id = l.taker_user
WHERE l.institution_no = @institution_no AND l.id = @id;

-- name: LettersOfGroup :many
SELECT l.*, p.pseudonym, u.name FROM letter l
LEFT JOIN person p ON p.institution_no = l.institution_no AND p.id = l.taker_person
LEFT JOIN app_user u ON u.id = l.taker_user
WHERE l.institution_no = @institution_no AND l.group_id = @group_id AND (l.settled_at IS NULL) = CAST(@open AS boolean)
ORDER BY l.made_at DESC, l.id DESC LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: LettersCount :one
SELECT COUNT(*) FROM letter
WHERE institution_no = @institution_no AND group_id = @group_id AND (settled_at IS NULL) = CAST(@open AS boolean);

-- name: LetterSet :execrows
UPDATE letter SET state = @state, going = @going, taker_person = sqlc.narg('taker_person'), taker_user = sqlc.narg('taker_user'),
    settled_at = sqlc.narg('settled_at'), version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: LetterAnswer :execrows
UPDATE letter SET state = @state, going = @going, answer = @answer, settled_at = @settled_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: LetterLeave :execrows
UPDATE letter SET going = 'leaving', left_at = @left_at, parts = @parts, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND going = 'planned';

-- name: LetterAdmit :execrows
UPDATE letter SET state = 'answered', entry = @entry, person_id = @person_id, taker_person = NULL, taker_user = @taker_user,
    settled_at = @settled_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: LettersForget :many
DELETE FROM letter WHERE institution_no = @institution_no AND person_id = @person_id
RETURNING id;

-- name: LettersRelease :exec
UPDATE letter SET taker_person = NULL, state = CASE WHEN state = 'taken' THEN 'waiting' ELSE state END, version = version + 1
WHERE institution_no = @institution_no AND group_id = COALESCE(sqlc.narg('group_id'), group_id) AND taker_person = @person_id;

-- name: LettersEnd :exec
UPDATE letter SET taker_person = NULL, state = CASE WHEN state = 'taken' THEN 'waiting' ELSE state END, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND taker_person IS NOT NULL;

-- name: LettersSweep :many
DELETE FROM letter
WHERE institution_no = @institution_no AND (settled_at < CAST(@settled AS bigint) OR (settled_at IS NULL AND made_at < CAST(@came AS bigint)))
RETURNING id;

-- name: LettersWaiting :many
SELECT id, group_id, state, taker_person, taker_user, made_at FROM letter
WHERE institution_no = @institution_no AND state IN ('waiting', 'taken') AND made_at > @since
ORDER BY made_at, id;

-- name: LetterFacts :many
SELECT id, group_id, state, taker_person, taker_user, version FROM letter
WHERE institution_no = @institution_no AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: LetterGroupHold :execrows
UPDATE circle_row SET version = circle_row.version
WHERE circle_row.institution_no = @institution_no AND circle_row.id = (
    SELECT l.group_id FROM letter l WHERE l.institution_no = @institution_no AND l.id = @id);

-- name: LetterHold :execrows
UPDATE letter SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: LettersLying :many
SELECT l.group_id, c.neutral, l.state, l.taker_person, l.taker_user, COUNT(*) AS n FROM letter l
JOIN circle c ON c.institution_no = l.institution_no AND c.id = l.group_id
WHERE l.institution_no = @institution_no AND l.state IN ('waiting', 'taken')
GROUP BY l.group_id, c.neutral, l.state, l.taker_person, l.taker_user
ORDER BY MIN(l.made_at), l.group_id;

-- name: JoinQuestions :one
SELECT COALESCE(q.asks, '') AS asks, CAST(COALESCE(q.version, 0) AS bigint) AS version, COALESCE(k.criteria, '') AS criteria
FROM circle c
LEFT JOIN join_question q ON q.institution_no = c.institution_no AND q.group_id = c.id
LEFT JOIN group_kind k ON k.institution_no = c.institution_no AND k.code = c.kind
WHERE c.institution_no = @institution_no AND c.id = @group_id;

-- name: JoinQuestionsInsert :execrows
INSERT INTO join_question (institution_no, group_id, asks, version)
VALUES (@institution_no, @group_id, @asks, 1)
ON CONFLICT (institution_no, group_id) DO NOTHING;

-- name: JoinQuestionsSet :execrows
UPDATE join_question SET asks = @asks, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND version = @version;
