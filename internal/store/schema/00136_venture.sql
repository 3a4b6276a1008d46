-- What a group does together; the life of one is drawn in package mutual. Its
-- words are sealed with a key of its own, so that it can go along when two groups
-- become one.

-- +goose Up
CREATE TABLE venture (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    title          bytea  NOT NULL,
    about          bytea,
    from_on        text,
    until_on       text,
    state          text   NOT NULL,
    begun_on       text,
    ended_on       text,
    result         bytea,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT venture_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT venture_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT venture_state CHECK (state IN ('planned', 'under_way', 'done', 'given_up')),
    CONSTRAINT venture_begun CHECK (state <> 'under_way' OR begun_on IS NOT NULL),
    CONSTRAINT venture_ended CHECK ((ended_on IS NOT NULL) = (state IN ('done', 'given_up'))),
    CONSTRAINT venture_days CHECK (from_on IS NULL OR until_on IS NULL OR from_on <= until_on)
);
CREATE INDEX venture_of_group ON venture (institution_no, group_id, ended_on, made_at);
