-- Whether an attendance was written down by a link without an account.

-- +goose Up
ALTER TABLE attendance ADD COLUMN by_link boolean NOT NULL DEFAULT FALSE;
