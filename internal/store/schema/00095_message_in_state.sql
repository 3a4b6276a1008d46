-- What is to be told, and what is on its way, is asked for by its state: SQLite
-- uses an index of some rows only where a query says the same words.

-- +goose Up
CREATE INDEX message_in_state ON message (institution_no, state, expires_at);
