-- Who does what at a meeting: each role at most one person.

-- +goose Up
CREATE TABLE meeting_turn (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    role           text   NOT NULL,
    person_id      uuid   NOT NULL,
    CONSTRAINT meeting_turn_pk PRIMARY KEY (institution_no, meeting_id, role),
    CONSTRAINT meeting_turn_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT meeting_turn_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT meeting_turn_role CHECK (role IN ('opener', 'moderator', 'timekeeper', 'buddy', 'keys', 'contact', 'treasurer'))
);
CREATE INDEX meeting_turn_of_person ON meeting_turn (institution_no, person_id);
