-- +goose Up
-- How a programme came to its rooms, step by step. The kind is empty where
-- nobody said it; when it happened is a date, words of the source, or both.
CREATE TABLE premises_step (
    institution_no     bigint NOT NULL,
    id                 uuid   NOT NULL,
    programme_id       uuid   NOT NULL,
    place              bigint NOT NULL, -- from 1, not unique: steps made at once share one
    kind               text   NOT NULL,
    happened_on        text,
    happened_precision text,
    happened_words     text   NOT NULL,
    said               text   NOT NULL,
    made_at            bigint NOT NULL,
    version            bigint NOT NULL,
    CONSTRAINT premises_step_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT premises_step_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT premises_step_kind CHECK (kind IN ('', 'need', 'application', 'grant', 'works', 'room')),
    CONSTRAINT premises_step_happened CHECK (
        (happened_on IS NULL) = (happened_precision IS NULL)
        AND (happened_precision IS NULL OR happened_precision IN ('day', 'month', 'year'))
    )
);
CREATE INDEX premises_step_of_programme ON premises_step (institution_no, programme_id, place);
