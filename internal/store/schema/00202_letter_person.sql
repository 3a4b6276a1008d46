-- Who somebody is who was taken in after a letter, so that it goes when they are
-- forgotten.

-- +goose Up
ALTER TABLE letter ADD COLUMN person_id uuid;
