-- What is asked before somebody is invited to a group of a kind, one question a
-- line: for whom it is, and whom something else would help more.

-- +goose Up
ALTER TABLE group_kind ADD COLUMN criteria text NOT NULL DEFAULT '';
