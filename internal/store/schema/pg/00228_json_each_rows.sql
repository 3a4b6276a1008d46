-- The planner takes a list of ids to have a thousand, for which it would read
-- whole tables; ours have a few.

-- +goose Up
ALTER FUNCTION json_each(text) ROWS 20;
