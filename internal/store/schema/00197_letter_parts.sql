-- As how many pieces of SMS the answer to a letter left, 0 for an e-mail.

-- +goose Up
ALTER TABLE letter ADD COLUMN parts bigint NOT NULL DEFAULT 0;
