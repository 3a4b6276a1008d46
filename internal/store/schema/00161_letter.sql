-- What somebody outside wrote to a group; the life of one is drawn in package
-- relay. Whoever wrote is no person here: what they wrote, how they may be answered
-- and what was answered are sealed with the letter's own key.

-- +goose Up
CREATE TABLE letter (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    words          bytea  NOT NULL,
    reply          bytea  NOT NULL,
    answer         bytea,
    state          text   NOT NULL,
    going          text   NOT NULL, -- how far the answer is on its way
    taker_person   uuid,
    taker_user     uuid,
    made_at        bigint NOT NULL,
    settled_at     bigint,
    version        bigint NOT NULL,
    CONSTRAINT letter_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT letter_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT letter_person FOREIGN KEY (institution_no, taker_person) REFERENCES person (institution_no, id),
    CONSTRAINT letter_user FOREIGN KEY (taker_user) REFERENCES app_user (id),
    CONSTRAINT letter_state CHECK (state IN ('waiting', 'taken', 'answered', 'closed')),
    CONSTRAINT letter_going CHECK (going IN ('', 'planned', 'leaving', 'sent', 'tried', 'uncertain', 'unsent', 'by_hand')),
    CONSTRAINT letter_one_taker CHECK (taker_person IS NULL OR taker_user IS NULL),
    CONSTRAINT letter_taken CHECK (state <> 'taken' OR taker_person IS NOT NULL OR taker_user IS NOT NULL),
    CONSTRAINT letter_waiting CHECK (state <> 'waiting' OR (taker_person IS NULL AND taker_user IS NULL)),
    CONSTRAINT letter_settled CHECK ((settled_at IS NOT NULL) = (state IN ('answered', 'closed')))
);
CREATE INDEX letter_of_group ON letter (institution_no, group_id, made_at);
CREATE INDEX letter_of_person ON letter (institution_no, taker_person);
CREATE INDEX letter_in_state ON letter (institution_no, state, made_at);
