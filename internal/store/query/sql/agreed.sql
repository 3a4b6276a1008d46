-- name: AgreedInsert :execrows
INSERT INTO agreed (institution_no, id, group_id, meeting_id, words, person_id, whole, due_on, since_at, state, made_at, version)
VALUES (@institution_no, @id, @group_id, @meeting_id, @words, @person_id, @whole, sqlc.narg('due_on'), @since_at, 'open', @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- A day that is given ends that it was put off.
-- name: AgreedUpdate :execrows
UPDATE agreed SET words = @words, person_id = @person_id, whole = @whole, due_on = sqlc.narg('due_on'),
    put_at = CASE WHEN CAST(sqlc.narg('due_on') AS text) IS NULL THEN put_at END,
    put_before_at = CASE WHEN CAST(sqlc.narg('due_on') AS text) IS NULL THEN put_before_at END,
    version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- name: AgreedByID :one
SELECT t.*, p.pseudonym FROM agreed t
LEFT JOIN person p ON p.institution_no = t.institution_no AND p.id = t.person_id
WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND t.id = @id;

-- name: AgreedGive :execrows
UPDATE agreed SET person_id = @person_id, whole = false, version = version + 1
WHERE institution_no = @institution_no AND id = @id;

-- What a form shows of a task is neither whether it is settled nor at which
-- meeting it was put off, so its version stays.
-- name: AgreedSettle :execrows
UPDATE agreed SET state = @state, settled_on = sqlc.narg('settled_on')
WHERE institution_no = @institution_no AND id = @id;

-- name: AgreedPut :execrows
UPDATE agreed SET put_before_at = put_at, put_at = CAST(@at AS bigint)
WHERE institution_no = @institution_no AND id = @id AND (put_at IS NULL OR put_at < CAST(@at AS bigint));

-- name: AgreedPutBack :execrows
UPDATE agreed SET put_at = put_before_at, put_before_at = NULL
WHERE institution_no = @institution_no AND id = @id AND put_at = CAST(@at AS bigint);

-- name: AgreedCount :one
SELECT COUNT(*) FILTER (WHERE state = 'open' AND group_id = @group_id) AS open_ones, COUNT(*) FILTER (WHERE meeting_id = @meeting_id) AS here_ones FROM agreed
WHERE institution_no = @institution_no AND (group_id = @group_id OR meeting_id = @meeting_id);

-- name: AgreedOf :many
SELECT t.*, p.pseudonym FROM agreed t
LEFT JOIN person p ON p.institution_no = t.institution_no AND p.id = t.person_id
WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND t.meeting_id = @meeting_id
ORDER BY t.made_at, t.id;

-- name: AgreedBefore :many
SELECT t.*, p.pseudonym FROM agreed t
LEFT JOIN person p ON p.institution_no = t.institution_no AND p.id = t.person_id
WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND (t.meeting_id IS NULL OR t.meeting_id <> @meeting_id) AND t.since_at < @starts_at
    AND (t.state = 'open' OR t.settled_on >= CAST(@settled AS text))
ORDER BY t.since_at, t.made_at, t.id
LIMIT 100;

-- name: AgreedOpen :many
SELECT t.*, p.pseudonym FROM agreed t
LEFT JOIN person p ON p.institution_no = t.institution_no AND p.id = t.person_id
WHERE t.institution_no = @institution_no AND t.group_id = @group_id
    AND (t.state = 'open' OR t.state = 'done' AND t.person_id = @person_id AND t.settled_on >= CAST(@settled AS text))
ORDER BY t.since_at, t.made_at, t.id
LIMIT 100;

-- name: AgreedAround :one
SELECT
    CAST(COALESCE((SELECT b.starts_at FROM meeting b
        WHERE b.institution_no = @institution_no AND b.group_id = @group_id AND b.state <> 'cancelled' AND b.starts_at < @starts_at
        ORDER BY b.starts_at DESC LIMIT 1), 0) AS bigint) AS before_at,
    CAST(COALESCE((SELECT n.starts_at FROM meeting n
        WHERE n.institution_no = @institution_no AND n.group_id = @group_id AND n.state <> 'cancelled' AND n.starts_at > @starts_at
        ORDER BY n.starts_at LIMIT 1), 0) AS bigint) AS after_at,
    EXISTS (SELECT 1 FROM meeting x
        WHERE x.institution_no = @institution_no AND x.group_id = @group_id AND x.state <> 'cancelled'
            AND x.starts_at > CAST(@low AS bigint) AND x.starts_at < CAST(@high AS bigint)) AS between_them;

-- What somebody had taken is nobody's again.
-- name: AgreedLeave :exec
UPDATE agreed SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND person_id = @person_id AND (CAST(@every_group AS boolean) OR group_id = @group_id);

-- name: AgreedClose :exec
UPDATE agreed SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND person_id IS NOT NULL;

-- name: AgreedCarry :exec
UPDATE agreed SET group_id = @to_id, version = version + 1
WHERE institution_no = @institution_no AND group_id = @from_id AND state = 'open';

-- A group's tasks from before its last two meetings, whose day has passed. One
-- look into the index for each group; counting stops at two.
-- name: WaitingAgreed :many
SELECT c.id, c.neutral, c.folded, (
    SELECT m.id FROM meeting m
    WHERE m.institution_no = c.institution_no AND m.group_id = c.id AND m.state <> 'cancelled' AND m.starts_at < @now
    ORDER BY m.starts_at DESC LIMIT 1) AS meeting_id
FROM circle c
WHERE c.institution_no = @institution_no AND c.stage <> 'closed'
    AND c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND EXISTS (SELECT 1 FROM agreed t
        WHERE t.institution_no = c.institution_no AND t.group_id = c.id AND t.state = 'open'
            AND (t.put_at IS NOT NULL OR t.due_on IS NULL OR t.due_on < CAST(@today AS text))
            AND (SELECT COUNT(*) FROM (
                SELECT m.id FROM meeting m
                WHERE m.institution_no = c.institution_no AND m.group_id = c.id AND m.state <> 'cancelled'
                    AND m.starts_at > COALESCE(t.put_at, t.since_at) AND m.starts_at < @now LIMIT 2) AS passed) >= 2);
