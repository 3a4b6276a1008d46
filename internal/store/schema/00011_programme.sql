-- +goose Up
CREATE TABLE programme (
    institution_no    bigint  NOT NULL,
    id                uuid    NOT NULL,
    slug              text    NOT NULL,
    title             text    NOT NULL,
    started_on        text,
    started_precision text,
    made              boolean NOT NULL,
    made_at           bigint  NOT NULL,
    version           bigint  NOT NULL,
    CONSTRAINT programme_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT programme_slug UNIQUE (institution_no, slug),
    CONSTRAINT programme_started CHECK (
        (started_on IS NULL) = (started_precision IS NULL)
        AND (started_precision IS NULL OR started_precision IN ('day', 'month', 'year'))
    )
);

-- What a programme says about itself, item by item.
CREATE TABLE programme_item (
    institution_no bigint NOT NULL,
    programme_id   uuid   NOT NULL,
    section        text   NOT NULL,
    place          bigint NOT NULL,
    item           text   NOT NULL,
    CONSTRAINT programme_item_pk PRIMARY KEY (institution_no, programme_id, section, place),
    CONSTRAINT programme_item_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id)
);
