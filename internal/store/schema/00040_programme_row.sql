-- A programme that comes in from a file is written in many short transactions
-- and is there only when the last of them says so. What is still coming bears
-- the id of its import. Everybody reads programmes and groups through a view
-- that leaves it out, so that no query can forget to; only those that write
-- name the tables. Whatever else comes hangs on one of the two.

-- +goose Up
ALTER TABLE programme RENAME TO programme_row;
ALTER TABLE programme_row ADD COLUMN import_id uuid;
CREATE INDEX programme_importing ON programme_row (institution_no, import_id) WHERE import_id IS NOT NULL;
CREATE VIEW programme AS
SELECT institution_no, id, slug, title, started_on, started_precision, made, made_at, version
FROM programme_row WHERE import_id IS NULL;
