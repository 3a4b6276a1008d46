-- What left in an hour or a month is found without reading every letter.

-- +goose Up
CREATE INDEX letter_left ON letter (institution_no, left_at);
