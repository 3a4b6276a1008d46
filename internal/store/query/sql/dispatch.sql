-- name: DispatchCount :one
SELECT COUNT(*) FROM job WHERE state = @state;

-- name: DispatchDead :many
SELECT j.id, j.kind, j.state, i.name, j.made_at, j.due_at, j.attempts, j.last_error, j.done, j.steps
FROM job j LEFT JOIN institution i ON i.no = j.scope_no
WHERE j.state = 'dead'
ORDER BY j.due_at DESC, j.id LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: DispatchNext :many
SELECT j.id, j.kind, j.state, i.name, j.made_at, j.due_at, j.attempts, j.last_error, j.done, j.steps
FROM job j LEFT JOIN institution i ON i.no = j.scope_no
WHERE j.state = @state AND j.state <> 'dead'
ORDER BY j.priority, j.due_at, j.id LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: DispatchByID :one
SELECT j.id, j.kind, j.state, i.name, j.made_at, j.due_at, j.attempts, j.last_error, j.done, j.steps
FROM job j LEFT JOIN institution i ON i.no = j.scope_no
WHERE j.id = @id;

-- name: DispatchAgainAll :many
UPDATE job SET state = 'ready', due_at = @due_at, allowed = attempts + @more
WHERE kind = @kind AND state = 'dead'
RETURNING id;

-- name: DispatchDrop :execrows
DELETE FROM job WHERE id = @id AND state = 'dead';
