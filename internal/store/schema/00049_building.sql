-- +goose Up
-- A house with rooms, the institution's own or a partner's. A hidden one has
-- an address that appears nowhere public.
CREATE TABLE building (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    name           text    NOT NULL, -- neutral
    folded         text    NOT NULL, -- for its order
    owner          text    NOT NULL, -- the partner whose it is; empty for the institution's own
    address        text    NOT NULL,
    hidden         boolean NOT NULL,
    directions     text    NOT NULL,
    made_at        bigint  NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT building_pk PRIMARY KEY (institution_no, id)
);
