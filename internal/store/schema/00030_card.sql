-- What an institution works on. The life of a card is drawn in package
-- publish. Texts are only ever added to.

-- +goose Up
CREATE TABLE card (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    template       text   NOT NULL,
    slug           text   NOT NULL,
    area           text   NOT NULL,
    state          text   NOT NULL,
    edition        bigint NOT NULL,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT card_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT card_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT card_state CHECK (state IN ('draft', 'published', 'withdrawn') AND (state = 'draft') = (edition = 0))
);
CREATE INDEX card_of_programme ON card (institution_no, programme_id);

CREATE TABLE card_text (
    institution_no bigint NOT NULL,
    card_id        uuid   NOT NULL,
    section        text   NOT NULL,
    lang           text   NOT NULL,
    no             bigint NOT NULL, -- 1 is the first version
    words          text   NOT NULL,
    by_user        uuid,
    made_at        bigint NOT NULL,
    CONSTRAINT card_text_pk PRIMARY KEY (institution_no, card_id, section, lang, no),
    CONSTRAINT card_text_card FOREIGN KEY (institution_no, card_id) REFERENCES card (institution_no, id),
    CONSTRAINT card_text_lang CHECK (lang IN ('pl', 'uk', 'en'))
);

-- Who let a number be said exactly, and why. around is set for a number that
-- stands in a typed text, outcome_id for every other.
CREATE TABLE card_permission (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    card_id        uuid   NOT NULL,
    outcome_id     uuid,
    around         text   NOT NULL,
    n              bigint NOT NULL,
    n_of           bigint NOT NULL,
    reason         text   NOT NULL,
    by_user        uuid,
    made_at        bigint NOT NULL,
    CONSTRAINT card_permission_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT card_permission_card FOREIGN KEY (institution_no, card_id) REFERENCES card (institution_no, id),
    CONSTRAINT card_permission_what CHECK ((outcome_id IS NULL) = (around <> '')),
    CONSTRAINT card_permission_reason CHECK (reason <> '')
);
CREATE INDEX card_permission_of_card ON card_permission (institution_no, card_id);
