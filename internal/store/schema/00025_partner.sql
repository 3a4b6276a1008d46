-- +goose Up
-- With whom a programme worked. The kind is empty where nobody said it.
CREATE TABLE programme_partner (
    institution_no bigint NOT NULL,
    programme_id   uuid   NOT NULL,
    place          bigint NOT NULL, -- from 1
    name           text   NOT NULL,
    kind           text   NOT NULL,
    CONSTRAINT programme_partner_pk PRIMARY KEY (institution_no, programme_id, place),
    CONSTRAINT programme_partner_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id)
);

-- Whom others may ask about a programme. Whoever writes it is told that it
-- will be public, so nothing of it is sealed.
CREATE TABLE programme_contact (
    institution_no bigint NOT NULL,
    programme_id   uuid   NOT NULL,
    name           text   NOT NULL, -- of a person or a role
    email          text   NOT NULL,
    phone          text   NOT NULL,
    web            text   NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT programme_contact_pk PRIMARY KEY (institution_no, programme_id),
    CONSTRAINT programme_contact_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id)
);
