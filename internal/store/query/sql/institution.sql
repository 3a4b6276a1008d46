-- name: CounterNext :one
UPDATE counter SET value = value + 1 WHERE name = @name RETURNING value;

-- name: MetaPut :exec
INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT DO NOTHING;

-- name: MetaByKey :one
SELECT value FROM meta WHERE key = @key;

-- name: InstitutionInsert :exec
INSERT INTO institution (no, id, name, profile, place, voivodeship, zone, made_at, version)
VALUES (@no, @id, @name, @profile, @place, @voivodeship, @zone, @made_at, @version);

-- name: InstitutionByNo :one
SELECT * FROM institution WHERE no = @no;

-- name: InstitutionUpdate :execrows
UPDATE institution SET name = @name, profile = @profile, place = @place, voivodeship = @voivodeship,
    zone = @zone, version = version + 1
WHERE no = @no AND version = @version;

-- name: Institutions :many
SELECT * FROM institution ORDER BY no;
