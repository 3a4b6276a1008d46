-- What a group is, in what somebody who looks for one would ask. A group that
-- nobody has described has no row; 0 is what nobody said.

-- +goose Up
CREATE TABLE group_description (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    about          text   NOT NULL,
    langs          text   NOT NULL, -- codes, a space between
    access         text   NOT NULL, -- codes, a space between
    access_note    text   NOT NULL,
    least          bigint NOT NULL,
    most           bigint NOT NULL,
    closes_at      bigint NOT NULL, -- the meeting from which nobody new comes
    visibility     text   NOT NULL,
    CONSTRAINT group_description_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT group_description_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_description_size CHECK (least >= 0 AND most >= 0 AND (most = 0 OR least <= most)),
    CONSTRAINT group_description_closes CHECK (closes_at >= 0),
    CONSTRAINT group_description_visibility CHECK (visibility IN ('hidden', 'request', 'public'))
);
