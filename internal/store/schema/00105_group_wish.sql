-- What somebody of a group is ready to do, and in at most how many of ten
-- meetings. Who is ready for nothing has no row.

-- +goose Up
CREATE TABLE group_wish (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    roles          text   NOT NULL, -- of package group, in its order, separated by commas
    most           bigint NOT NULL,
    made_at        bigint NOT NULL, -- when it was first said
    CONSTRAINT group_wish_pk PRIMARY KEY (institution_no, group_id, person_id),
    CONSTRAINT group_wish_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_wish_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT group_wish_roles CHECK (roles <> ''),
    CONSTRAINT group_wish_most CHECK (most BETWEEN 1 AND 10)
);
CREATE INDEX group_wish_of_person ON group_wish (institution_no, person_id);
