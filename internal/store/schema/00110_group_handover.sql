-- How staff lets go of a group: who accompanies it until when, and who of the
-- group takes over. A group whose hand-over was not begun has no row.

-- +goose Up
CREATE TABLE group_handover (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    id             uuid   NOT NULL, -- of the form that began it
    user_id        uuid,            -- who of the staff accompanies the group
    until_on       text,
    person_id      uuid,            -- who of the group takes over
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT group_handover_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT group_handover_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_handover_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
CREATE INDEX group_handover_of_person ON group_handover (institution_no, person_id);
