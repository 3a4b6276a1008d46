-- Of so many steps; 0 while nobody has said.

-- +goose Up
ALTER TABLE job ADD COLUMN steps bigint NOT NULL DEFAULT 0 CONSTRAINT job_steps CHECK (steps >= 0);
