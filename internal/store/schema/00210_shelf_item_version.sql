-- How many times what is said of a thing on a shelf was changed, and one: who saves
-- over what somebody else changed meanwhile is told.

-- +goose Up
ALTER TABLE shelf_item ADD COLUMN version bigint NOT NULL DEFAULT 1;
