-- How far a job is that takes long: so many steps are done. What says that it
-- takes none leaves 0.

-- +goose Up
ALTER TABLE job ADD COLUMN done bigint NOT NULL DEFAULT 0 CONSTRAINT job_done CHECK (done >= 0);
