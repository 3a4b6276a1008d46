-- The address at which somebody outside writes to a group. It is read by its token
-- before an institution is known; the token itself is sealed, to be printed again
-- and to stand under an answer. A new one takes the place of the one before.

-- +goose Up
CREATE TABLE write_link (
    token_hash bytea  NOT NULL,
    scope_no   bigint NOT NULL,
    id         uuid   NOT NULL, -- under whose key the token is sealed
    group_id   uuid   NOT NULL,
    token      bytea  NOT NULL,
    made_at    bigint NOT NULL,
    CONSTRAINT write_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT write_link_one UNIQUE (scope_no, group_id),
    CONSTRAINT write_link_id UNIQUE (scope_no, id)
);
