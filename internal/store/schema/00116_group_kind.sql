-- What groups of an institution are for, beside what the program knows. A kind
-- of the program has a row once somebody changed it here; without a name it is
-- called as the program calls it, in each language. What leaves the house, and
-- what the libraries are asked, is the kind of the program that it is like.

-- +goose Up
CREATE TABLE group_kind (
    institution_no bigint  NOT NULL,
    code           text    NOT NULL, -- a kind of the program, or an id
    name           text    NOT NULL,
    folded         text    NOT NULL, -- the name, or the code where there is none
    alike          text    NOT NULL,
    sensitive      boolean NOT NULL, -- its new groups are protected
    agreement      text    NOT NULL, -- the template that is offered first, or nothing
    plans          text    NOT NULL, -- of the library that are suggested first, a space between
    indicators     text    NOT NULL, -- one a line
    place          bigint  NOT NULL,
    retired        boolean NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT group_kind_pk PRIMARY KEY (institution_no, code),
    CONSTRAINT group_kind_folded UNIQUE (institution_no, folded),
    CONSTRAINT group_kind_alike CHECK (alike IN ('alcohol', 'violence', 'unemployed', 'disability', 'refugees', 'loneliness', 'health', 'other')),
    CONSTRAINT group_kind_named CHECK (name <> '' OR code = alike)
);
