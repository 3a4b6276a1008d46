-- That people of a group went on in another: a group that divided, or one that
-- joined another. Who they were is not kept here.

-- +goose Up
CREATE TABLE group_kin (
    institution_no bigint NOT NULL,
    from_id        uuid   NOT NULL,
    to_id          uuid   NOT NULL,
    how            text   NOT NULL,
    happened_on    text   NOT NULL,
    by_user        uuid,
    made_at        bigint NOT NULL,
    CONSTRAINT group_kin_pk PRIMARY KEY (institution_no, from_id, to_id, how),
    CONSTRAINT group_kin_from FOREIGN KEY (institution_no, from_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_kin_to FOREIGN KEY (institution_no, to_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_kin_how CHECK (how IN ('split', 'merged')),
    CONSTRAINT group_kin_two CHECK (from_id <> to_id)
);
CREATE INDEX group_kin_to_group ON group_kin (institution_no, to_id);
