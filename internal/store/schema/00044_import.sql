-- Programmes that come in from a file. The life of an import is drawn in
-- package transfer. done counts the chunks that are written, of chunks in all;
-- expires_at is when one that does not get on counts as abandoned.

-- +goose Up
CREATE TABLE import (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    state          text   NOT NULL,
    title          text   NOT NULL,
    kind           text   NOT NULL,
    size           bigint NOT NULL, -- bytes of the file that waits here, 0 when none does
    chunks         bigint NOT NULL,
    done           bigint NOT NULL,
    by_user        uuid, -- none when a command did it
    made_at        bigint NOT NULL,
    expires_at     bigint NOT NULL,
    CONSTRAINT import_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT import_state CHECK (state IN ('writing', 'done', 'abandoned', 'swept')),
    CONSTRAINT import_kind CHECK (kind IN ('programme', 'template')),
    CONSTRAINT import_done CHECK (done >= 0 AND done <= chunks)
);
CREATE INDEX import_open ON import (institution_no, expires_at) WHERE state = 'writing';

-- The file while it waits, sealed with a key of its own, which is destroyed
-- when the import ends.
CREATE TABLE import_piece (
    institution_no bigint NOT NULL,
    import_id      uuid   NOT NULL,
    place          bigint NOT NULL, -- from 0
    id             uuid   NOT NULL,
    content        bytea  NOT NULL,
    CONSTRAINT import_piece_pk PRIMARY KEY (institution_no, import_id, place),
    CONSTRAINT import_piece_of FOREIGN KEY (institution_no, import_id) REFERENCES import (institution_no, id)
);
