-- SQLite has json_each(text) built in; this gives PostgreSQL the one column of
-- it that we use. A list of ids travels as one JSON text:
--   id IN (SELECT CAST(j.value AS uuid) FROM json_each(CAST($1 AS text)) AS j)
-- does not hold on SQLite, where CAST AS uuid makes a number of it. Compare as
-- text on neither: see the query PersonsByIDs for the form that works on both.

-- +goose Up
CREATE FUNCTION json_each(list text) RETURNS TABLE (value text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT jsonb_array_elements_text(list::jsonb) $$;
