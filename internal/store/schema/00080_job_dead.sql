-- What lies dead is shown to the operator, the latest first.

-- +goose Up
CREATE INDEX job_dead ON job (due_at) WHERE state = 'dead';
