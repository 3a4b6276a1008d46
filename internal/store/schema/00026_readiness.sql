-- +goose Up
-- What an institution has ready. Which items there are stands in the program;
-- one without a row here is still open. Evidence is what shows that it is
-- done, or why it is not for this institution.
CREATE TABLE readiness_item (
    institution_no     bigint NOT NULL,
    item               text   NOT NULL,
    state              text   NOT NULL,
    evidence           text   NOT NULL,
    happened_on        text,
    happened_precision text,
    confirmed_by       uuid, -- a user; none when the house itself did it
    confirmed_at       bigint NOT NULL,
    version            bigint NOT NULL,
    CONSTRAINT readiness_item_pk PRIMARY KEY (institution_no, item),
    CONSTRAINT readiness_item_state CHECK (state IN ('done', 'not_us')),
    CONSTRAINT readiness_item_happened CHECK (
        (happened_on IS NULL) = (happened_precision IS NULL)
        AND (happened_precision IS NULL OR happened_precision IN ('day', 'month', 'year'))
    )
);

-- Who stands by the institution. The list is kept as a whole, under a version.
CREATE TABLE ally_list (
    institution_no bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT ally_list_pk PRIMARY KEY (institution_no)
);
CREATE TABLE ally (
    institution_no bigint NOT NULL,
    place          bigint NOT NULL, -- from 1
    name           text   NOT NULL,
    kind           text   NOT NULL, -- empty where nobody said it
    gives          text   NOT NULL,
    CONSTRAINT ally_pk PRIMARY KEY (institution_no, place)
);

-- How animators were trained.
CREATE TABLE training (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    topic          text   NOT NULL,
    held_on        text   NOT NULL,
    held_precision text   NOT NULL,
    minutes        bigint NOT NULL, -- 0 when not known
    others         bigint NOT NULL, -- how many took part who have no account here
    record         text   NOT NULL, -- where what was done is written down
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT training_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT training_held CHECK (held_precision IN ('day', 'month', 'year')),
    CONSTRAINT training_numbers CHECK (minutes >= 0 AND others >= 0)
);
CREATE INDEX training_by_day ON training (institution_no, held_on);
CREATE TABLE training_person (
    institution_no bigint NOT NULL,
    training_id    uuid   NOT NULL,
    user_id        uuid   NOT NULL,
    CONSTRAINT training_person_pk PRIMARY KEY (institution_no, training_id, user_id),
    CONSTRAINT training_person_training FOREIGN KEY (institution_no, training_id) REFERENCES training (institution_no, id)
);
