-- The life of a message is drawn in package notify. A row has no words: they are
-- made of the facts when it leaves, and kept nowhere. said and was hold times
-- and a place, as the party was told them.

-- +goose Up
CREATE TABLE message (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    party_id       uuid   NOT NULL,
    person_id      uuid,
    user_id        uuid,
    kind           text   NOT NULL,
    about_id       uuid   NOT NULL,
    round          bigint NOT NULL,
    was            text   NOT NULL,
    said           text   NOT NULL,
    state          text   NOT NULL,
    why            text   NOT NULL,
    due_at         bigint NOT NULL,
    expires_at     bigint NOT NULL,
    attempts       bigint NOT NULL,
    parcel_id      uuid,
    channel        text   NOT NULL,
    parts          bigint NOT NULL,
    ref            text   NOT NULL, -- the provider's
    code           text   NOT NULL, -- what the wire answered last
    left_at        bigint,
    settled_at     bigint,
    by_user        uuid,
    made_at        bigint NOT NULL,
    CONSTRAINT message_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT message_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT message_user FOREIGN KEY (user_id) REFERENCES app_user (id),
    CONSTRAINT message_party CHECK ((person_id IS NULL) <> (user_id IS NULL) AND party_id = COALESCE(person_id, user_id)),
    CONSTRAINT message_state CHECK (
        state IN ('planned', 'by_hand', 'told', 'dropped')
        OR (state IN ('leaving', 'sent', 'returned', 'uncertain') AND parcel_id IS NOT NULL AND left_at IS NOT NULL)
    ),
    CONSTRAINT message_channel CHECK (channel IN ('', 'email', 'sms', 'letter', 'word')),
    CONSTRAINT message_parts CHECK (parts >= 0 AND attempts >= 0)
);
-- Nothing is told twice. What was dropped may become right again.
CREATE UNIQUE INDEX message_once ON message (institution_no, about_id, kind, party_id, round) WHERE state <> 'dropped';
CREATE INDEX message_due ON message (institution_no, due_at) WHERE state = 'planned';
CREATE INDEX message_hand ON message (institution_no, expires_at) WHERE state IN ('by_hand', 'uncertain', 'leaving');
CREATE INDEX message_of_party ON message (institution_no, party_id, made_at);
CREATE INDEX message_left ON message (institution_no, left_at) WHERE left_at IS NOT NULL;
CREATE INDEX message_parcel ON message (institution_no, parcel_id) WHERE parcel_id IS NOT NULL;
CREATE INDEX message_settled ON message (institution_no, settled_at);
