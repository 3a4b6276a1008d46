-- A record that changed nothing of any group says so, as every look does: what is
-- remembered of groups stands then. It is no part of what the chain proves.

-- +goose Up
ALTER TABLE audit_link ADD COLUMN apart boolean NOT NULL DEFAULT false;
