-- The life cycle of a job is drawn in package job; what is done is deleted.
-- due_at is when a ready job may start and when a running one, whose worker
-- was not heard of since, is taken by another.

-- +goose Up
CREATE TABLE job (
    id         uuid   NOT NULL,
    kind       text   NOT NULL,
    scope_no   bigint NOT NULL,
    args       text   NOT NULL,
    priority   bigint NOT NULL,
    unique_key text,
    state      text   NOT NULL,
    due_at     bigint NOT NULL,
    holder     uuid,
    attempts   bigint NOT NULL,
    allowed    bigint NOT NULL,
    last_error text   NOT NULL,
    made_at    bigint NOT NULL,
    CONSTRAINT job_pk PRIMARY KEY (id),
    CONSTRAINT job_state CHECK (
        (state = 'ready' AND holder IS NULL)
        OR (state = 'running' AND holder IS NOT NULL AND attempts > 0)
        OR (state = 'dead' AND holder IS NULL AND attempts > 0)
    )
);
CREATE INDEX job_due ON job (priority, due_at) WHERE state <> 'dead';
-- Only a job that has not run yet keeps out another: once it has begun, what
-- it read may be old, and the next one is needed.
CREATE UNIQUE INDEX job_unique ON job (kind, unique_key) WHERE state = 'ready' AND attempts = 0;

CREATE TABLE job_period (
    kind     text   NOT NULL,
    begun_at bigint NOT NULL,
    CONSTRAINT job_period_pk PRIMARY KEY (kind)
);
