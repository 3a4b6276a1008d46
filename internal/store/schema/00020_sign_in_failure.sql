-- Tries are counted in the table attempt.

-- +goose Up
DROP TABLE sign_in_failure;
