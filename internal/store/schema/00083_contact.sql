-- +goose Up
-- How a party may be reached safely: a row for each version that was saved. What
-- they said is sealed with the party's own key; open is only what a list of
-- people to be asked again needs.
CREATE TABLE contact (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    party_id       uuid    NOT NULL, -- the person or the user, under whose key it is sealed
    person_id      uuid,
    user_id        uuid,
    version        bigint  NOT NULL,
    latest         boolean NOT NULL,
    may            boolean NOT NULL,
    channel        text    NOT NULL, -- empty when none was ever said
    details        bytea   NOT NULL,
    confirm_by     text,             -- the day to ask again
    made_at        bigint  NOT NULL,
    by_user        uuid,             -- who of staff saved it for somebody
    by_link        boolean NOT NULL, -- stopped from a message
    CONSTRAINT contact_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT contact_version UNIQUE (institution_no, party_id, version),
    CONSTRAINT contact_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT contact_user FOREIGN KEY (user_id) REFERENCES app_user (id),
    CONSTRAINT contact_party CHECK ((person_id IS NULL) <> (user_id IS NULL) AND party_id = COALESCE(person_id, user_id)),
    CONSTRAINT contact_first CHECK (version > 0),
    CONSTRAINT contact_channel CHECK (channel IN ('', 'email', 'sms', 'letter', 'word') AND (channel <> '' OR NOT may)),
    CONSTRAINT contact_confirm CHECK (confirm_by IS NULL OR may),
    CONSTRAINT contact_by CHECK (NOT by_link OR (by_user IS NULL AND NOT may))
);
CREATE UNIQUE INDEX contact_latest ON contact (institution_no, party_id) WHERE latest;
CREATE INDEX contact_of_user ON contact (user_id);
