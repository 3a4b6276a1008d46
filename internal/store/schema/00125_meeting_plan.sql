-- Plans of meetings that institutions wrote. They hold words for whoever leads
-- and nothing about anybody, so they are not sealed.

-- +goose Up
CREATE TABLE meeting_plan (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    lang           text   NOT NULL,
    occasion       text   NOT NULL,
    kinds          text   NOT NULL, -- of groups, as |a|b|, empty for any
    slug           text   NOT NULL, -- of the library's plan it was made from, or empty
    folded         text   NOT NULL, -- the words, for searching
    content        text   NOT NULL, -- JSON
    made_at        bigint NOT NULL,
    changed_at     bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT meeting_plan_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT meeting_plan_lang CHECK (lang IN ('pl', 'uk', 'en'))
);
CREATE INDEX meeting_plan_changed ON meeting_plan (institution_no, changed_at);
