-- When somebody will not be at the meetings of a group, both days included. No
-- reason is kept.

-- +goose Up
CREATE TABLE group_absence (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    from_on        text   NOT NULL,
    until_on       text   NOT NULL,
    CONSTRAINT group_absence_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT group_absence_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_absence_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT group_absence_days CHECK (from_on <= until_on)
);
CREATE INDEX group_absence_of_group ON group_absence (institution_no, group_id, until_on);
CREATE INDEX group_absence_of_person ON group_absence (institution_no, person_id);
