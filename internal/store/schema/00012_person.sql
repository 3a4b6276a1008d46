-- pseudonym is sealed with the person's own key and empty once forgotten.

-- +goose Up
CREATE TABLE person (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    pseudonym      bytea,
    made_up        boolean NOT NULL,
    made_at        bigint  NOT NULL,
    forgotten_at   bigint,
    version        bigint  NOT NULL,
    CONSTRAINT person_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT person_forgotten CHECK ((pseudonym IS NULL) = (forgotten_at IS NOT NULL))
);
