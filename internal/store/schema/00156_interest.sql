-- Who would come to a group that is not there yet; its states are in package
-- group. Whoever asked without saying who they are is nobody in it, and so is
-- whoever was forgotten.

-- +goose Up
CREATE TABLE interest (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    kind           text,           -- of the house's catalogue
    topic_id       uuid,           -- or a topic in own words
    person_id      uuid,
    since_on       text   NOT NULL,
    state          text   NOT NULL,
    why            text,           -- it was put off
    group_id       uuid,           -- that somebody was invited to or joined
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT interest_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT interest_topic_of FOREIGN KEY (institution_no, topic_id) REFERENCES interest_topic (institution_no, id),
    CONSTRAINT interest_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT interest_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT interest_about CHECK ((kind IS NULL) <> (topic_id IS NULL)),
    CONSTRAINT interest_state CHECK (state IN ('waits', 'invited', 'joined', 'put_off', 'withdrawn')),
    CONSTRAINT interest_why CHECK ((why IS NOT NULL) = (state = 'put_off')),
    CONSTRAINT interest_placed CHECK (group_id IS NULL OR state IN ('invited', 'joined')),
    CONSTRAINT interest_once_kind UNIQUE (institution_no, person_id, kind),
    CONSTRAINT interest_once_topic UNIQUE (institution_no, person_id, topic_id)
);
CREATE INDEX interest_of_kind ON interest (institution_no, kind, since_on);
CREATE INDEX interest_of_topic ON interest (institution_no, topic_id, since_on);
