-- A letter with it asks to join: the questions of the group as they were, and what
-- was answered, sealed with the letter's key.

-- +goose Up
ALTER TABLE letter ADD COLUMN asked bytea;
