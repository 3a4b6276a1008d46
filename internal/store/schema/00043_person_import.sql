-- People are listed in one place only, so that they need no view: the query
-- there leaves out who is still coming.

-- +goose Up
ALTER TABLE person ADD COLUMN import_id uuid;
CREATE INDEX person_importing ON person (institution_no, import_id) WHERE import_id IS NOT NULL;
