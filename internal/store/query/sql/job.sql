-- name: JobTake :exec
UPDATE job SET state = 'running', holder = @holder, due_at = @due_at, attempts = attempts + 1
WHERE id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: JobHold :many
UPDATE job SET due_at = @due_at
WHERE state = 'running' AND holder = @holder
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
RETURNING id;

-- name: JobDone :execrows
DELETE FROM job WHERE id = @id AND state = 'running' AND holder = @holder;

-- name: JobDoneAll :exec
DELETE FROM job
WHERE state = 'running' AND holder = @holder
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: JobProgress :exec
UPDATE job SET done = @done, steps = @steps WHERE id = @id AND state = 'running' AND holder = @holder;

-- name: JobReady :execrows
UPDATE job SET state = 'ready', holder = NULL, due_at = @due_at, allowed = allowed + @more, last_error = @last_error
WHERE id = @id AND state = 'running' AND holder = @holder;

-- name: JobDead :execrows
UPDATE job SET state = 'dead', holder = NULL, due_at = @due_at, last_error = @last_error
WHERE id = @id AND state = 'running' AND holder = @holder;

-- name: JobAgain :execrows
UPDATE job SET state = 'ready', due_at = @due_at, allowed = attempts + @more
WHERE id = @id AND state = 'dead';

-- name: JobCounts :many
SELECT kind, state, COUNT(*) AS n, CAST(MIN(due_at) AS bigint) AS first FROM job GROUP BY kind, state ORDER BY kind, state;

-- name: JobPeriodStart :exec
INSERT INTO job_period (kind, begun_at) VALUES (@kind, 0) ON CONFLICT DO NOTHING;

-- What was begun and failed, or is at work, does the work of this period, too.
-- name: JobPeriodTake :execrows
UPDATE job_period SET begun_at = @begun_at
WHERE job_period.kind = @kind AND (begun_at < @begun_at OR begun_at > @next_at)
    AND NOT EXISTS (
        SELECT 1 FROM job j
        WHERE j.kind = @kind AND j.unique_key = @kind AND j.state <> 'dead' AND j.attempts > 0 AND j.due_at < @next_at
    );
