-- That somebody asked how an independent group is doing: for which due day, and
-- when. What was said is not kept.

-- +goose Up
CREATE TABLE group_call (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    due_on         text   NOT NULL,
    made_on        text   NOT NULL,
    CONSTRAINT group_call_pk PRIMARY KEY (institution_no, group_id, due_on),
    CONSTRAINT group_call_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id)
);
