-- The address at which a house takes proposals, while it is open. It is read by its
-- token before an institution is known, and says nothing of what was sent to it.

-- +goose Up
CREATE TABLE proposal_door (
    scope_no bigint  NOT NULL,
    token    text    NOT NULL,
    is_open  boolean NOT NULL,
    CONSTRAINT proposal_door_pk PRIMARY KEY (scope_no),
    CONSTRAINT proposal_door_token UNIQUE (token)
);
