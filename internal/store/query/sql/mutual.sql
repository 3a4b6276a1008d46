-- name: HelpInsert :execrows
INSERT INTO help (institution_no, id, group_id, kind, author_id, words, named, state, made_at, version)
VALUES (@institution_no, @id, @group_id, @kind, @author_id, @words, @named, 'open', @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: HelpUpdate :execrows
UPDATE help SET kind = @kind, words = @words, named = @named, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version AND state = 'open';

-- name: HelpSet :execrows
UPDATE help SET state = @state, other_id = sqlc.narg('other_id'), settled_at = sqlc.narg('settled_at'), version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: HelpWithdraw :execrows
UPDATE help SET state = 'withdrawn', author_id = NULL, words = NULL, other_id = NULL, settled_at = @settled_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: HelpByID :one
SELECT h.*, a.pseudonym, o.pseudonym AS other_name FROM help h
LEFT JOIN person a ON a.institution_no = h.institution_no AND a.id = h.author_id
LEFT JOIN person o ON o.institution_no = h.institution_no AND o.id = h.other_id
WHERE h.institution_no = @institution_no AND h.group_id = @group_id AND h.id = @id;

-- name: HelpsOfGroup :many
SELECT h.*, a.pseudonym, o.pseudonym AS other_name FROM help h
LEFT JOIN person a ON a.institution_no = h.institution_no AND a.id = h.author_id
LEFT JOIN person o ON o.institution_no = h.institution_no AND o.id = h.other_id
WHERE h.institution_no = @institution_no AND h.group_id = @group_id AND h.author_id IS NOT NULL
ORDER BY h.made_at DESC, h.id DESC;

-- name: HelpWaiting :one
SELECT COUNT(*) FROM help
WHERE institution_no = @institution_no AND group_id = @group_id AND author_id = @author_id AND state IN ('open', 'matched');

-- name: HelpTallies :many
SELECT kind, state, COUNT(*) AS n FROM help
WHERE institution_no = @institution_no AND group_id = @group_id AND state <> 'withdrawn'
GROUP BY kind, state;

-- name: HelpFade :exec
UPDATE help SET author_id = NULL, words = NULL, other_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND state = 'done' AND author_id IS NOT NULL AND settled_at < CAST(@before AS bigint);

-- Takes all of somebody's, so that what ends at this moment is seen as it ended.
-- name: HelpLeaveTake :exec
UPDATE help SET version = version
WHERE institution_no = @institution_no AND group_id = COALESCE(sqlc.narg('group_id'), group_id) AND (author_id = @person_id OR other_id = @person_id);

-- What somebody did for others, or others for them, stays as a number.
-- name: HelpLeaveDone :exec
UPDATE help SET author_id = NULL, words = NULL, other_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = COALESCE(sqlc.narg('group_id'), group_id) AND state = 'done'
    AND (author_id = @person_id OR other_id = @person_id);

-- name: HelpLeave :exec
UPDATE help SET state = 'withdrawn', author_id = NULL, words = NULL, other_id = NULL, settled_at = CAST(@settled_at AS bigint), version = version + 1
WHERE institution_no = @institution_no AND group_id = COALESCE(sqlc.narg('group_id'), group_id) AND author_id = @person_id;

-- name: HelpLeaveOther :exec
UPDATE help SET state = 'open', other_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = COALESCE(sqlc.narg('group_id'), group_id) AND other_id = @person_id AND state = 'matched';

-- name: HelpClose :exec
UPDATE help SET state = 'withdrawn', author_id = NULL, words = NULL, other_id = NULL, settled_at = CAST(@settled_at AS bigint), version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND state IN ('open', 'matched');

-- To how many of somebody's own somebody answered.
-- name: HelpAnswered :one
SELECT COUNT(*) FROM help
WHERE institution_no = @institution_no AND group_id = @group_id AND author_id = @author_id AND state = 'matched';

-- What somebody still has to do in the ventures of a group that go on, the first
-- due first.
-- name: TasksWaiting :many
SELECT t.venture_id, t.due_on FROM venture_task t
JOIN venture v ON v.institution_no = t.institution_no AND v.id = t.venture_id
WHERE t.institution_no = @institution_no AND t.person_id = @person_id AND t.done_on IS NULL
    AND v.group_id = @group_id AND v.state IN ('planned', 'under_way')
ORDER BY t.due_on NULLS LAST, t.place, t.id LIMIT CAST(@most AS bigint);
