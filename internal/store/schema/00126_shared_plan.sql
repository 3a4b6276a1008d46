-- What institutions let each other have: a copy of a plan as it is, which goes
-- when it is no longer shared. It crosses institutions.

-- +goose Up
CREATE TABLE shared_plan (
    id        uuid   NOT NULL,
    house_no  bigint NOT NULL, -- of the institution whose plan it is
    lang      text   NOT NULL,
    occasion  text   NOT NULL,
    kinds     text   NOT NULL,
    folded    text   NOT NULL,
    content   text   NOT NULL,
    shared_at bigint NOT NULL,
    CONSTRAINT shared_plan_pk PRIMARY KEY (id),
    CONSTRAINT shared_plan_house FOREIGN KEY (house_no) REFERENCES institution (no)
);
CREATE INDEX shared_plan_newest ON shared_plan (shared_at);
