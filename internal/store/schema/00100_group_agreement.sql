-- What a group agreed on, edition by edition; the life of one is drawn in
-- package group. What was agreed is never changed.

-- +goose Up
CREATE TABLE group_agreement (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    edition        bigint NOT NULL, -- from 1
    lang           text   NOT NULL,
    rules          text   NOT NULL, -- JSON: key, text, fixed
    agreed_on      text,
    review_on      text,
    present        bigint NOT NULL, -- how many agreed that day
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT group_agreement_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT group_agreement_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_agreement_edition UNIQUE (institution_no, group_id, edition),
    CONSTRAINT group_agreement_agreed CHECK ((agreed_on IS NULL) = (review_on IS NULL) AND (agreed_on IS NULL) = (present = 0) AND present >= 0)
);
CREATE UNIQUE INDEX group_agreement_draft ON group_agreement (institution_no, group_id) WHERE agreed_on IS NULL;
