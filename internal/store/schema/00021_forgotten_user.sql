-- The number of the institution that a user was forgotten in, where a second
-- sending finds that it was done. Nothing else is left of one but the id: the
-- name is gone, and in place of the hash of a sign-in name stands the id.

-- +goose Up
ALTER TABLE app_user ADD COLUMN forgotten_in bigint
    CONSTRAINT app_user_forgotten CHECK ((name IS NULL) = (forgotten_in IS NOT NULL));
