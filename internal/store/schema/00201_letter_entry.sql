-- How somebody whose letter asked to join was taken in: joined, or queued on the
-- waiting list; empty while they were not.

-- +goose Up
ALTER TABLE letter ADD COLUMN entry text NOT NULL DEFAULT '';
