-- +goose Up
-- A file of a programme. What it is called, what is said about it and what it
-- tells of its author (traces) are sealed with the attachment's own key, and so
-- is its content, piece by piece: whoever deletes it destroys the key, and no
-- backup opens it again. Being public does not unseal it.
CREATE TABLE attachment (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    kind           text   NOT NULL,
    size           bigint NOT NULL, -- bytes of the content, before sealing
    name           bytea  NOT NULL, -- without its ending, which the kind gives
    about          bytea,
    traces         bytea,
    public_at      bigint, -- since when everybody may have it
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT attachment_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT attachment_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT attachment_kind CHECK (kind IN ('pdf', 'odt', 'docx', 'png', 'jpeg', 'webp')),
    CONSTRAINT attachment_size CHECK (size > 0)
);
CREATE INDEX attachment_of_programme ON attachment (institution_no, programme_id, made_at);

-- The content in pieces of at most 256 KiB, so that nothing that reads or
-- copies it ever holds the whole. The id is made of the attachment's id and
-- the place: a piece that was moved does not open.
CREATE TABLE attachment_piece (
    institution_no bigint NOT NULL,
    attachment_id  uuid   NOT NULL,
    place          bigint NOT NULL, -- from 0
    id             uuid   NOT NULL,
    content        bytea  NOT NULL,
    CONSTRAINT attachment_piece_pk PRIMARY KEY (institution_no, attachment_id, place),
    CONSTRAINT attachment_piece_of FOREIGN KEY (institution_no, attachment_id) REFERENCES attachment (institution_no, id)
);
