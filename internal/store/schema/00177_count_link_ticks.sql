-- Whether whoever has a link may tick who was there, by their pseudonyms.

-- +goose Up
ALTER TABLE count_link ADD COLUMN ticks boolean NOT NULL DEFAULT FALSE;
