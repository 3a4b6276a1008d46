-- How often something was tried under a key since its window began, counted in
-- one statement that takes the row: whatever is counted before it is done can
-- then not be done more often, by however many at once. The keys are keyed
-- hashes of sign-in names and of network addresses; they stand before any
-- institution is known, so the table crosses institutions.

-- +goose Up
CREATE TABLE attempt (
    key      bytea  NOT NULL,
    tries    bigint NOT NULL,
    until_at bigint NOT NULL,
    CONSTRAINT attempt_pk PRIMARY KEY (key),
    CONSTRAINT attempt_tries CHECK (tries >= 0)
);
CREATE INDEX attempt_until ON attempt (until_at);
