-- Who accepted an agreement one by one: when joining, or on the own page.

-- +goose Up
CREATE TABLE group_agreement_yes (
    institution_no bigint NOT NULL,
    agreement_id   uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    accepted_on    text   NOT NULL,
    CONSTRAINT group_agreement_yes_pk PRIMARY KEY (institution_no, agreement_id, person_id),
    CONSTRAINT group_agreement_yes_agreement FOREIGN KEY (institution_no, agreement_id) REFERENCES group_agreement (institution_no, id),
    CONSTRAINT group_agreement_yes_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
CREATE INDEX group_agreement_yes_of_person ON group_agreement_yes (institution_no, person_id);
