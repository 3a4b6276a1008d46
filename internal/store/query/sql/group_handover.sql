-- name: HandoverOf :one
SELECT * FROM group_handover WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: HandoverInsert :execrows
INSERT INTO group_handover (institution_no, group_id, id, user_id, until_on, person_id, made_at, version)
VALUES (@institution_no, @group_id, @id, @user_id, sqlc.narg('until_on'), @person_id, @made_at, 1)
ON CONFLICT (institution_no, group_id) DO NOTHING;

-- name: HandoverUpdate :execrows
UPDATE group_handover SET user_id = @user_id, until_on = sqlc.narg('until_on'), person_id = @person_id, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND version = @version;

-- name: HandTasks :many
SELECT * FROM group_task WHERE institution_no = @institution_no AND group_id = @group_id ORDER BY place, id;

-- name: HandTaskInsert :execrows
INSERT INTO group_task (institution_no, id, group_id, step, task, user_id, person_id, due_on, place, version)
VALUES (@institution_no, @id, @group_id, @step, @task, @user_id, @person_id, sqlc.narg('due_on'), @place, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: HandTaskUpdate :execrows
UPDATE group_task SET step = @step, task = @task, user_id = @user_id, person_id = @person_id, due_on = sqlc.narg('due_on'), version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- What a form shows of a task is not whether it is done, so its version stays.
-- name: HandTaskDone :execrows
UPDATE group_task SET done_on = sqlc.narg('done_on')
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND (done_on IS NULL) <> (CAST(sqlc.narg('done_on') AS text) IS NULL);

-- name: HandTaskDelete :execrows
DELETE FROM group_task WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id;

-- name: HandCalls :many
SELECT due_on, made_on FROM group_call WHERE institution_no = @institution_no AND group_id = @group_id ORDER BY due_on;

-- name: HandCallInsert :execrows
INSERT INTO group_call (institution_no, group_id, due_on, made_on)
VALUES (@institution_no, @group_id, @due_on, @made_on)
ON CONFLICT (institution_no, group_id, due_on) DO NOTHING;

-- What speaks for a group going on alone, but for its roles.
-- name: HandStanding :one
SELECT
    (SELECT COUNT(*) FROM group_agreement e WHERE e.institution_no = @institution_no AND e.group_id = @group_id AND e.agreed_on IS NOT NULL) AS agreed,
    (SELECT COUNT(*) FROM attendance a WHERE a.institution_no = @institution_no AND a.group_id = @group_id AND a.led = 'member') AS alone,
    (SELECT COUNT(*) FROM group_handover h WHERE h.institution_no = @institution_no AND h.group_id = @group_id AND h.person_id IS NOT NULL) AS successor,
    (SELECT COUNT(*) FROM loan l WHERE l.institution_no = @institution_no AND l.group_id = @group_id AND l.key_id IS NOT NULL AND l.ended_on IS NULL) AS keys,
    (SELECT COUNT(*) FROM room_agreement r WHERE r.institution_no = @institution_no AND r.group_id = @group_id AND r.state = 'accepted'
        AND r.accepted_on <= CAST(@today AS text)) AS rooms,
    CAST(COALESCE((SELECT u.roles FROM group_roles u WHERE u.institution_no = @institution_no AND u.group_id = @group_id), '') AS text) AS roles;

-- Who of those who belong had which role at the last meetings that were held.
-- name: HandRoles :many
SELECT DISTINCT t.role, t.person_id FROM (
    SELECT p.institution_no, p.id, p.group_id FROM meeting p
    WHERE p.institution_no = @institution_no AND p.group_id = @group_id AND p.state = 'held'
    ORDER BY p.starts_at DESC LIMIT CAST(@most AS bigint)
) AS n
JOIN meeting_turn t ON t.institution_no = n.institution_no AND t.meeting_id = n.id
JOIN membership b ON b.institution_no = n.institution_no AND b.group_id = n.group_id AND b.person_id = t.person_id AND b.left_on IS NULL;

-- name: HandSuccessorLeaves :exec
UPDATE group_handover SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND person_id = @person_id AND (group_id = @group_id OR CAST(@every_group AS boolean));

-- name: HandOwnerLeaves :exec
UPDATE group_task SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND person_id = @person_id AND (group_id = @group_id OR CAST(@every_group AS boolean));

-- Of a group that closes, what was done stays, and is nobody's.
-- name: HandTasksClose :exec
DELETE FROM group_task WHERE institution_no = @institution_no AND group_id = @group_id AND done_on IS NULL;

-- name: HandOwnersClose :exec
UPDATE group_task SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND person_id IS NOT NULL;

-- name: HandoverClose :exec
UPDATE group_handover SET person_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND person_id IS NOT NULL;

-- Dates are ISO 8601, so they compare as text.
-- name: HandTasksDue :many
SELECT c.id, c.neutral, c.folded, COUNT(*) AS n, CAST(MIN(t.due_on) AS text) AS due_on FROM group_task t
JOIN circle c ON c.institution_no = t.institution_no AND c.id = t.group_id
WHERE t.institution_no = @institution_no AND t.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND t.done_on IS NULL AND t.due_on < CAST(@today AS text) AND c.stage <> 'closed'
GROUP BY c.id, c.neutral, c.folded;

-- Of each group the agreement in force, when its day has passed.
-- name: HandReviewsDue :many
SELECT c.id, c.neutral, c.folded, e.review_on FROM group_agreement e
JOIN circle c ON c.institution_no = e.institution_no AND c.id = e.group_id
WHERE e.institution_no = @institution_no AND e.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND e.review_on < CAST(@today AS text) AND c.stage IN ('accompanied', 'co_led', 'independent')
    AND NOT EXISTS (
        SELECT 1 FROM group_agreement n
        WHERE n.institution_no = e.institution_no AND n.group_id = e.group_id AND n.agreed_on IS NOT NULL AND n.edition > e.edition);

-- Since when the independent groups are, with a row for each call that was made.
-- name: HandIndependent :many
SELECT c.id, c.neutral, c.folded, s.happened_on, s.happened_precision, k.due_on FROM circle c
JOIN circle_step s ON s.institution_no = c.institution_no AND s.group_id = c.id
LEFT JOIN group_call k ON k.institution_no = c.institution_no AND k.group_id = c.id
WHERE c.institution_no = @institution_no AND c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND c.stage = 'independent' AND s.stage = 'independent' AND NOT EXISTS (
    SELECT 1 FROM circle_step n WHERE n.institution_no = s.institution_no AND n.group_id = s.group_id AND n.place > s.place)
ORDER BY c.id, k.due_on;
