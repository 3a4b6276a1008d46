-- SQLite has json_each(text) built in; this gives PostgreSQL the one column of
-- it that we use, for lists of ids. A list travels as one JSON text:
--   id IN (SELECT j.value FROM json_each(CAST($1 AS text)) AS j)
-- The value is uuid here, because PostgreSQL compares uuid only with uuid.
-- CAST AS uuid is no way out: SQLite makes a number of it.

-- +goose Up
CREATE FUNCTION json_each(list text) RETURNS TABLE (value uuid)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT CAST(jsonb_array_elements_text(list::jsonb) AS uuid) $$;
