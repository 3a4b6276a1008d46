-- Who was told to fetch a key, and has to be told when nobody has to: SQLite uses
-- an index of some rows only where a query says the same words.

-- +goose Up
CREATE INDEX message_key ON message (institution_no, expires_at) WHERE kind IN ('key.fetch', 'key.off');
