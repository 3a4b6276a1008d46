-- What the public was told. It stays when a card is withdrawn: whoever has
-- read it still knows it.

-- +goose Up
CREATE TABLE card_publication (
    institution_no bigint NOT NULL,
    card_id        uuid   NOT NULL,
    no             bigint NOT NULL, -- 1 is the first edition
    at             bigint NOT NULL,
    by_user        uuid,
    note           text   NOT NULL,
    editions       text   NOT NULL, -- JSON by language
    statements     text   NOT NULL, -- JSON, as package stats writes them
    CONSTRAINT card_publication_pk PRIMARY KEY (institution_no, card_id, no),
    CONSTRAINT card_publication_card FOREIGN KEY (institution_no, card_id) REFERENCES card (institution_no, id)
);

-- The aggregate of everything an institution told: whoever publishes takes it.
CREATE TABLE card_ledger (
    institution_no bigint NOT NULL,
    seq            bigint NOT NULL,
    CONSTRAINT card_ledger_pk PRIMARY KEY (institution_no)
);

-- Which value a cell had when it was told last, so that another value counts
-- as another cell. It is as secret as the outcomes themselves.
CREATE TABLE card_cell (
    institution_no bigint NOT NULL,
    cell           text   NOT NULL,
    value          bigint NOT NULL,
    epoch          bigint NOT NULL,
    CONSTRAINT card_cell_pk PRIMARY KEY (institution_no, cell)
);
