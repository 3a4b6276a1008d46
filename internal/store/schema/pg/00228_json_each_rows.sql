-- The planner takes a list of ids to have a thousand, for which it would read
-- whole tables; ours have a few. And a function in SQL is planned at every call,
-- one in PL/pgSQL once in a session.

-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION json_each(list text) RETURNS TABLE (value uuid)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 20
AS $$ BEGIN RETURN QUERY SELECT CAST(e AS uuid) FROM jsonb_array_elements_text(list::jsonb) AS e; END $$;
-- +goose StatementEnd
