-- An institution's own words for a kind of message; without a row the program's.

-- +goose Up
CREATE TABLE wording (
    institution_no bigint NOT NULL,
    kind           text   NOT NULL,
    lang           text   NOT NULL,
    subject        text   NOT NULL,
    body           text   NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT wording_pk PRIMARY KEY (institution_no, kind, lang),
    CONSTRAINT wording_lang CHECK (lang IN ('pl', 'uk', 'en'))
);
