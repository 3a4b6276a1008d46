-- How a session ended by its owner's own hand, for a few minutes: a second
-- click comes with a session that is no more, and must end on the same page.
-- It holds the hash of a token that opens nothing, and nobody's id.

-- +goose Up
CREATE TABLE goodbye (
    token_hash bytea  NOT NULL,
    ending     text   NOT NULL,
    until      bigint NOT NULL,
    CONSTRAINT goodbye_pk PRIMARY KEY (token_hash),
    CONSTRAINT goodbye_ending CHECK (ending IN ('left', 'everywhere'))
);
CREATE INDEX goodbye_until ON goodbye (until);
