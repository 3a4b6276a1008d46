-- An address at which one person joins a group, by an invitation. It is read by its
-- token before an institution is known. Used, it stays until it would have ended, so
-- that a form that is sent twice finds it.

-- +goose Up
CREATE TABLE invitation (
    token_hash bytea  NOT NULL,
    scope_no   bigint NOT NULL,
    id         uuid   NOT NULL,
    group_id   uuid   NOT NULL,
    made_at    bigint NOT NULL,
    until      bigint NOT NULL,
    used_at    bigint,
    person_id  uuid,  -- who joined by it
    form_hash  bytea, -- of the form by which they did
    CONSTRAINT invitation_pk PRIMARY KEY (token_hash),
    CONSTRAINT invitation_id UNIQUE (scope_no, id)
);
