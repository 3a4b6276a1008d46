-- +goose Up
-- From which published practice a programme was taken.
CREATE TABLE programme_origin (
    institution_no bigint NOT NULL,
    programme_id   uuid   NOT NULL,
    title          text   NOT NULL,
    publisher      text   NOT NULL,
    address        text   NOT NULL,
    CONSTRAINT programme_origin_pk PRIMARY KEY (institution_no, programme_id),
    CONSTRAINT programme_origin_of FOREIGN KEY (institution_no, programme_id) REFERENCES programme_row (institution_no, id)
);

-- What those who did it before measured and paid for: an indicator without a
-- value is no outcome, and a line without an amount is no cost.
CREATE TABLE programme_hint (
    institution_no bigint NOT NULL,
    programme_id   uuid   NOT NULL,
    place          bigint NOT NULL, -- from 1
    kind           text   NOT NULL,
    said           text   NOT NULL,
    detail         text   NOT NULL, -- of whom an indicator is; what category a cost has
    CONSTRAINT programme_hint_pk PRIMARY KEY (institution_no, programme_id, place),
    CONSTRAINT programme_hint_of FOREIGN KEY (institution_no, programme_id) REFERENCES programme_row (institution_no, id),
    CONSTRAINT programme_hint_kind CHECK (kind IN ('indicator', 'cost'))
);
