-- "group" is a word of SQL, hence circle. The life cycle is drawn in package
-- group; stage is the stage of the last step.

-- +goose Up
CREATE TABLE circle (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    programme_id   uuid    NOT NULL,
    name           text    NOT NULL,
    neutral        text    NOT NULL,
    folded         text    NOT NULL, -- name and neutral name, folded in Go for search and order
    kind           text    NOT NULL,
    character      text    NOT NULL,
    openness       text    NOT NULL,
    audience       text    NOT NULL,
    rhythm         text    NOT NULL,
    period         text    NOT NULL,
    sensitive      boolean NOT NULL,
    accompanied    bigint  NOT NULL,
    stage          text    NOT NULL,
    made_at        bigint  NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT circle_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT circle_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT circle_stage CHECK (stage IN ('idea', 'gathering', 'accompanied', 'co_led', 'independent', 'dormant', 'closed')),
    CONSTRAINT circle_openness CHECK (openness IN ('open', 'closed', 'mixed'))
);
CREATE INDEX circle_of_programme ON circle (institution_no, programme_id, folded);
CREATE INDEX circle_folded ON circle (institution_no, folded);

CREATE TABLE circle_step (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    place          bigint NOT NULL, -- 1 is the first step
    stage          text   NOT NULL,
    happened_on    text   NOT NULL,
    happened_precision text NOT NULL,
    evidence       text   NOT NULL,
    by_user        uuid,
    made_at        bigint NOT NULL,
    CONSTRAINT circle_step_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT circle_step_place UNIQUE (institution_no, group_id, place),
    CONSTRAINT circle_step_group FOREIGN KEY (institution_no, group_id) REFERENCES circle (institution_no, id),
    CONSTRAINT circle_step_stage CHECK (stage IN ('idea', 'gathering', 'accompanied', 'co_led', 'independent', 'dormant', 'closed')),
    CONSTRAINT circle_step_precision CHECK (happened_precision IN ('day', 'month', 'year'))
);

-- left_on is the day from which somebody no longer belongs.
CREATE TABLE membership (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    joined_on      text   NOT NULL,
    left_on        text,
    CONSTRAINT membership_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT membership_group FOREIGN KEY (institution_no, group_id) REFERENCES circle (institution_no, id),
    CONSTRAINT membership_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
-- Somebody belongs to a group at most once at a time.
CREATE UNIQUE INDEX membership_now ON membership (institution_no, group_id, person_id) WHERE left_on IS NULL;
CREATE INDEX membership_of_person ON membership (institution_no, person_id);
CREATE INDEX membership_of_group ON membership (institution_no, group_id, joined_on);
