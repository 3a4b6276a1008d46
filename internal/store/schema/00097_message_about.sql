-- Who knows of a meeting, and what of it is planned already.

-- +goose Up
CREATE INDEX message_about ON message (institution_no, about_id, made_at);
