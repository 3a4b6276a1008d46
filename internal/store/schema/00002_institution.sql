-- +goose Up
CREATE TABLE meta (
    key   text NOT NULL,
    value text NOT NULL,
    CONSTRAINT meta_pk PRIMARY KEY (key)
);

-- Numbers are given out in one text on both engines: UPDATE … RETURNING takes
-- the row, so that two never get the same. A number is never given again.
CREATE TABLE counter (
    name  text   NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT counter_pk PRIMARY KEY (name)
);
INSERT INTO counter (name, value) VALUES ('institution', 0);

CREATE TABLE institution (
    no          bigint NOT NULL,
    id          uuid   NOT NULL,
    name        text   NOT NULL,
    profile     text   NOT NULL,
    place       text   NOT NULL,
    voivodeship text   NOT NULL,
    zone        text   NOT NULL,
    made_at     bigint NOT NULL,
    version     bigint NOT NULL,
    CONSTRAINT institution_pk PRIMARY KEY (no),
    CONSTRAINT institution_id UNIQUE (id),
    CONSTRAINT institution_no CHECK (no > 0),
    CONSTRAINT institution_profile CHECK (profile IN ('welfare', 'community'))
);
