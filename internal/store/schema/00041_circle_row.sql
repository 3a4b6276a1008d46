-- +goose Up
ALTER TABLE circle RENAME TO circle_row;
ALTER TABLE circle_row ADD COLUMN import_id uuid;
CREATE INDEX circle_importing ON circle_row (institution_no, import_id) WHERE import_id IS NOT NULL;
CREATE VIEW circle AS
SELECT institution_no, id, programme_id, name, neutral, folded, kind, character, openness, audience, rhythm, period,
    sensitive, accompanied, stage, made_at, version
FROM circle_row WHERE import_id IS NULL;
