-- The address by which somebody without an account counts one meeting. It is read
-- by its token before an institution is known, and holds ids only. A new one takes
-- the place of the one before.

-- +goose Up
CREATE TABLE count_link (
    token_hash bytea  NOT NULL,
    scope_no   bigint NOT NULL,
    meeting_id uuid   NOT NULL,
    made_at    bigint NOT NULL,
    ends_at    bigint NOT NULL,
    CONSTRAINT count_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT count_link_one UNIQUE (scope_no, meeting_id),
    CONSTRAINT count_link_times CHECK (made_at < ends_at)
);
