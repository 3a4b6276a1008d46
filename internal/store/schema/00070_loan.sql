-- +goose Up
-- Who has a key, or a piece outside of any booking, from when to when. A key and
-- a numbered piece are sole: out only once at a time, which the database
-- refuses by itself. A code is told to several, and a stock is a sum.
CREATE TABLE loan (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    key_id         uuid,
    equipment_id   uuid,
    sole           boolean NOT NULL,
    pieces         bigint  NOT NULL,
    borrower       text    NOT NULL,
    user_id        uuid,
    group_id       uuid,
    named          text    NOT NULL, -- a role or an institution, as it was typed
    since          text    NOT NULL,
    due            text,
    ended_on       text,
    ended          text,
    made_at        bigint  NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT loan_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT loan_key FOREIGN KEY (institution_no, key_id) REFERENCES house_key (institution_no, id),
    CONSTRAINT loan_equipment FOREIGN KEY (institution_no, equipment_id) REFERENCES equipment (institution_no, id),
    CONSTRAINT loan_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT loan_of CHECK ((key_id IS NULL) <> (equipment_id IS NULL)),
    CONSTRAINT loan_pieces CHECK (pieces > 0 AND (NOT sole OR pieces = 1)),
    CONSTRAINT loan_borrower CHECK (borrower IN ('staff', 'group', 'named')),
    CONSTRAINT loan_whose CHECK ((borrower = 'staff') = (user_id IS NOT NULL) AND (borrower = 'group') = (group_id IS NOT NULL) AND (borrower = 'named') = (named <> '')),
    CONSTRAINT loan_due CHECK (due >= since),
    CONSTRAINT loan_ended CHECK ((ended_on IS NULL) = (ended IS NULL) AND ended IN ('returned', 'lost'))
);
CREATE UNIQUE INDEX loan_key_out ON loan (institution_no, key_id) WHERE ended_on IS NULL AND sole AND key_id IS NOT NULL;
CREATE UNIQUE INDEX loan_piece_out ON loan (institution_no, equipment_id) WHERE ended_on IS NULL AND sole AND equipment_id IS NOT NULL;
CREATE INDEX loan_of_key ON loan (institution_no, key_id, since);
CREATE INDEX loan_of_equipment ON loan (institution_no, equipment_id, since);
CREATE INDEX loan_of_group ON loan (institution_no, group_id);
