-- The content of a file on a shelf, in pieces of at most 256 KiB as those of
-- attachments.

-- +goose Up
CREATE TABLE shelf_piece (
    institution_no bigint NOT NULL,
    item_id        uuid   NOT NULL,
    place          bigint NOT NULL, -- from 0
    id             uuid   NOT NULL,
    content        bytea  NOT NULL,
    CONSTRAINT shelf_piece_pk PRIMARY KEY (institution_no, item_id, place),
    CONSTRAINT shelf_piece_of FOREIGN KEY (institution_no, item_id) REFERENCES shelf_item (institution_no, id)
);
