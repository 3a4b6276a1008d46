-- A group that somebody without an account would like to have; its states are in
-- package group. What they wrote is sealed with a key of its own, and goes with it
-- when they take it back. One that becomes an entry of who waits keeps its id.

-- +goose Up
CREATE TABLE proposal (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    wish           text   NOT NULL,
    kind           text,            -- of the house's catalogue
    words          bytea,           -- or own words
    suits          bytea,
    pseudonym      bytea,
    reach          text   NOT NULL,
    contact        bytea,
    contact_when   bytea,
    lang           text   NOT NULL,
    state          text   NOT NULL,
    why            text,            -- it was put off
    group_id       uuid,            -- that came of it
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT proposal_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT proposal_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT proposal_wish CHECK (wish IN ('come', 'start')),
    CONSTRAINT proposal_reach CHECK (reach IN ('none', 'call', 'sms', 'email')),
    CONSTRAINT proposal_state CHECK (state IN ('asked', 'kept', 'accepted', 'put_off', 'withdrawn')),
    CONSTRAINT proposal_about CHECK (state = 'withdrawn' OR (kind IS NULL) <> (words IS NULL)),
    CONSTRAINT proposal_gone CHECK (state <> 'withdrawn' OR (kind IS NULL AND words IS NULL AND suits IS NULL AND pseudonym IS NULL AND contact IS NULL AND contact_when IS NULL)),
    CONSTRAINT proposal_contact CHECK (state = 'withdrawn' OR (reach = 'none') = (contact IS NULL)),
    CONSTRAINT proposal_why CHECK ((why IS NOT NULL) = (state = 'put_off')),
    CONSTRAINT proposal_accepted CHECK ((group_id IS NOT NULL) = (state = 'accepted'))
);
CREATE INDEX proposal_by_state ON proposal (institution_no, state, made_at);
