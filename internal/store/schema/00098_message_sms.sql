-- How many pieces of SMS left in a month is added up before each of them.

-- +goose Up
CREATE INDEX message_sms ON message (institution_no, left_at, parts) WHERE channel = 'sms';
