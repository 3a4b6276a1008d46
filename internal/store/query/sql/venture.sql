-- name: VentureInsert :execrows
INSERT INTO venture (institution_no, id, group_id, title, about, from_on, until_on, state, made_at, version)
VALUES (@institution_no, @id, @group_id, @title, @about, sqlc.narg('from_on'), sqlc.narg('until_on'), 'planned', @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: VentureUpdate :execrows
UPDATE venture SET title = @title, about = @about, from_on = sqlc.narg('from_on'), until_on = sqlc.narg('until_on'), result = @result, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- What came of it stays where it goes on again.
-- name: VentureBegin :execrows
UPDATE venture SET state = 'under_way', begun_on = @begun_on, ended_on = NULL, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- name: VentureEnd :execrows
UPDATE venture SET state = @state, ended_on = @ended_on, result = @result, version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- name: VentureByID :one
SELECT v.* FROM venture v
WHERE v.institution_no = @institution_no AND v.group_id = @group_id AND v.id = @id;

-- name: VenturesOpen :many
SELECT v.*,
    (SELECT COUNT(*) FROM venture_task t WHERE t.institution_no = v.institution_no AND t.venture_id = v.id) AS tasks,
    (SELECT COUNT(*) FROM venture_task t WHERE t.institution_no = v.institution_no AND t.venture_id = v.id AND t.done_on IS NOT NULL) AS tasks_done
FROM venture v
WHERE v.institution_no = @institution_no AND v.group_id = @group_id AND v.ended_on IS NULL
ORDER BY v.made_at, v.id;

-- name: VenturesEnded :many
SELECT v.*,
    (SELECT COUNT(*) FROM venture_task t WHERE t.institution_no = v.institution_no AND t.venture_id = v.id) AS tasks,
    (SELECT COUNT(*) FROM venture_task t WHERE t.institution_no = v.institution_no AND t.venture_id = v.id AND t.done_on IS NOT NULL) AS tasks_done
FROM venture v
WHERE v.institution_no = @institution_no AND v.group_id = @group_id AND v.ended_on IS NOT NULL
ORDER BY v.ended_on DESC, v.made_at DESC, v.id
LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: VenturesCount :many
SELECT state, COUNT(*) AS n FROM venture
WHERE institution_no = @institution_no AND group_id = @group_id
GROUP BY state;

-- name: VentureTasks :many
SELECT t.*, p.pseudonym FROM venture_task t
LEFT JOIN person p ON p.institution_no = t.institution_no AND p.id = t.person_id
WHERE t.institution_no = @institution_no AND t.venture_id = @venture_id
ORDER BY t.place, t.id;

-- name: VentureTaskByID :one
SELECT * FROM venture_task WHERE institution_no = @institution_no AND venture_id = @venture_id AND id = @id;

-- name: VentureTasksCount :one
SELECT COUNT(*) FROM venture_task WHERE institution_no = @institution_no AND venture_id = @venture_id;

-- name: VentureTaskInsert :execrows
INSERT INTO venture_task (institution_no, id, venture_id, task, person_id, due_on, place, version)
VALUES (@institution_no, @id, @venture_id, @task, @person_id, sqlc.narg('due_on'), @place, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: VentureTaskUpdate :execrows
UPDATE venture_task SET task = @task, person_id = @person_id, due_on = sqlc.narg('due_on'), version = version + 1
WHERE institution_no = @institution_no AND venture_id = @venture_id AND id = @id AND version = @version;

-- name: VentureTaskGive :execrows
UPDATE venture_task SET person_id = @person_id, version = version + 1
WHERE institution_no = @institution_no AND venture_id = @venture_id AND id = @id;

-- What a form shows of a task is not whether it is done, so its version stays.
-- name: VentureTaskDone :execrows
UPDATE venture_task SET done_on = sqlc.narg('done_on')
WHERE institution_no = @institution_no AND venture_id = @venture_id AND id = @id
    AND (done_on IS NULL) <> (CAST(sqlc.narg('done_on') AS text) IS NULL);

-- name: VentureTaskDelete :execrows
DELETE FROM venture_task WHERE institution_no = @institution_no AND venture_id = @venture_id AND id = @id;

-- What somebody had taken is nobody's again.
-- name: VentureLeave :exec
UPDATE venture_task SET person_id = NULL, version = venture_task.version + 1
WHERE venture_task.institution_no = @institution_no AND venture_task.person_id = @person_id AND (CAST(@every_group AS boolean) OR venture_task.venture_id IN (
    SELECT v.id FROM venture v WHERE v.institution_no = @institution_no AND v.group_id = @group_id));

-- name: VentureClose :exec
UPDATE venture_task SET person_id = NULL, version = venture_task.version + 1
WHERE venture_task.institution_no = @institution_no AND venture_task.person_id IS NOT NULL AND venture_task.venture_id IN (
    SELECT v.id FROM venture v WHERE v.institution_no = @institution_no AND v.group_id = @group_id);

-- name: VentureCarry :exec
UPDATE venture SET group_id = @to_id, version = version + 1
WHERE institution_no = @institution_no AND group_id = @from_id AND ended_on IS NULL;
