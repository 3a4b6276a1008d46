-- The shelf: what everybody may read. It crosses institutions and holds only
-- what was published.

-- +goose Up
CREATE TABLE practice (
    slug           text    NOT NULL,
    card_id        uuid    NOT NULL,
    house_no       bigint  NOT NULL, -- of the institution whose card it is
    withdrawn      boolean NOT NULL,
    entry          text    NOT NULL, -- JSON, empty before it is published
    seq            bigint  NOT NULL, -- of the change that came last
    look           text    NOT NULL, -- of the program that rendered it
    at             bigint  NOT NULL,
    CONSTRAINT practice_pk PRIMARY KEY (slug),
    CONSTRAINT practice_card UNIQUE (card_id)
);
CREATE INDEX practice_changes ON practice (seq);

CREATE TABLE practice_seq (
    one bigint NOT NULL,
    seq  bigint NOT NULL,
    CONSTRAINT practice_seq_pk PRIMARY KEY (one),
    CONSTRAINT practice_seq_only CHECK (one = 1)
);

CREATE TABLE practice_page (
    slug     text   NOT NULL,
    lang     text   NOT NULL,
    form     text   NOT NULL,
    type     text   NOT NULL,
    etag     text   NOT NULL,
    content  bytea  NOT NULL,
    gzip     bytea,
    at       bigint NOT NULL,
    CONSTRAINT practice_page_pk PRIMARY KEY (slug, lang, form),
    CONSTRAINT practice_page_practice FOREIGN KEY (slug) REFERENCES practice (slug)
);

CREATE TABLE practice_file (
    slug     text   NOT NULL,
    id       uuid   NOT NULL,
    name     text   NOT NULL,
    type     text   NOT NULL,
    etag     text   NOT NULL,
    content  bytea  NOT NULL,
    CONSTRAINT practice_file_pk PRIMARY KEY (slug, id),
    CONSTRAINT practice_file_practice FOREIGN KEY (slug) REFERENCES practice (slug)
);

CREATE TABLE practice_readers (
    slug    text   NOT NULL,
    day     text   NOT NULL,
    readers bigint NOT NULL,
    CONSTRAINT practice_readers_pk PRIMARY KEY (slug, day),
    CONSTRAINT practice_readers_practice FOREIGN KEY (slug) REFERENCES practice (slug)
);
