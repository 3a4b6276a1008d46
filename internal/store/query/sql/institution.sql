-- name: CounterNext :one
UPDATE counter SET value = value + 1 WHERE name = @name RETURNING value;

-- name: MetaPut :exec
INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT DO NOTHING;

-- name: MetaByKey :one
SELECT value FROM meta WHERE key = @key;
