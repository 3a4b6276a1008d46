-- The letters of whoever is forgotten are found without reading every one.

-- +goose Up
CREATE INDEX letter_of_admitted ON letter (institution_no, person_id);
