-- Who waits for a place in a group, and since when; no reason is kept. Whoever
-- came in, does not wait any more or was forgotten is taken out of the row: the
-- row stays, so that a form which comes late puts nobody on the list again.

-- +goose Up
CREATE TABLE group_waiter (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    person_id      uuid,            -- nobody any more when NULL
    since_on       text   NOT NULL,
    made_at        bigint NOT NULL, -- the order within a day
    CONSTRAINT group_waiter_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT group_waiter_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_waiter_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT group_waiter_once UNIQUE (institution_no, group_id, person_id)
);
CREATE INDEX group_waiter_of_person ON group_waiter (institution_no, person_id);
