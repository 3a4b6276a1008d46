-- When the answer to a letter left, so that it counts to what an institution sends.

-- +goose Up
ALTER TABLE letter ADD COLUMN left_at bigint;
