-- Which roles a group uses. A group without a row uses all of them.

-- +goose Up
CREATE TABLE group_roles (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    roles          text   NOT NULL, -- of package group, in its order, separated by commas
    CONSTRAINT group_roles_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT group_roles_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_roles_some CHECK (roles <> '')
);
