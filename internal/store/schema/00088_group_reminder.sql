-- When a group wants to be reminded of its meetings; without a row as the house
-- does it.

-- +goose Up
CREATE TABLE group_reminder (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    rounds         text   NOT NULL, -- minutes before a meeting, separated by commas; empty for none
    CONSTRAINT group_reminder_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT group_reminder_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id)
);
