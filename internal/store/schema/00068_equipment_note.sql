-- +goose Up
-- In what state a piece was found, and who noted it: never who did it.
CREATE TABLE equipment_note (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    equipment_id   uuid   NOT NULL,
    state          text   NOT NULL,
    said           text   NOT NULL,
    noted_by       uuid, -- the user; nobody for the house itself
    noted_at       bigint NOT NULL,
    CONSTRAINT equipment_note_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT equipment_note_of FOREIGN KEY (institution_no, equipment_id) REFERENCES equipment (institution_no, id),
    CONSTRAINT equipment_note_state CHECK (state IN ('good', 'damaged', 'repair', 'gone'))
);
CREATE INDEX equipment_note_when ON equipment_note (institution_no, equipment_id, noted_at);
