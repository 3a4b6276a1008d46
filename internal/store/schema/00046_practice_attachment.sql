-- A public attachment of a published card is handed out from its own sealed
-- pieces. What stands here lets everybody have it, and tells what they need to
-- know first; one that was taken back stays as an address that answers that it
-- is gone, and its name goes.

-- +goose Up
CREATE TABLE practice_attachment (
    slug      text    NOT NULL,
    id        uuid    NOT NULL, -- of the attachment
    name      text    NOT NULL, -- with its ending, as it was when the card was published
    type      text    NOT NULL,
    size      bigint  NOT NULL, -- bytes
    withdrawn boolean NOT NULL,
    CONSTRAINT practice_attachment_pk PRIMARY KEY (slug, id),
    CONSTRAINT practice_attachment_practice FOREIGN KEY (slug) REFERENCES practice (slug),
    CONSTRAINT practice_attachment_name CHECK (withdrawn = (name = ''))
);
CREATE INDEX practice_attachment_standing ON practice_attachment (id);
