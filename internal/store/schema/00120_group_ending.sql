-- How a group ended, said when its last step was taken. A group that closed
-- before this was asked has no row: why it ended is not known. Words are about
-- the group, never about a person.

-- +goose Up
CREATE TABLE group_ending (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    reason         text   NOT NULL,
    house          text   NOT NULL, -- which institution carries the group on, in words
    onward         text   NOT NULL, -- where people go, of package group, in its order, separated by commas
    words          text   NOT NULL,
    CONSTRAINT group_ending_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT group_ending_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_ending_reason CHECK (reason IN ('attendance', 'leadership', 'not_needed', 'conflict', 'logistics', 'merged', 'split', 'moved', 'other', 'unknown')),
    CONSTRAINT group_ending_house CHECK ((house <> '') = (reason = 'moved'))
);
