-- +goose Up
-- The address in a message at which all messages stop. It is read by its token
-- before an institution is known, and holds ids only.
CREATE TABLE stop_link (
    token_hash bytea  NOT NULL,
    scope_no   bigint NOT NULL,
    person_id  uuid,
    user_id    uuid,
    made_at    bigint NOT NULL,
    CONSTRAINT stop_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT stop_link_party CHECK ((person_id IS NULL) <> (user_id IS NULL))
);
CREATE UNIQUE INDEX stop_link_of_person ON stop_link (scope_no, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX stop_link_of_user ON stop_link (scope_no, user_id) WHERE user_id IS NOT NULL;
