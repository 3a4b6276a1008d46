-- One chain of records per institution; number 0 is the house's own, for what
-- is done in no institution. The key of the MACs is not in the database.

-- +goose Up
CREATE TABLE audit_head (
    institution_no bigint NOT NULL,
    seq            bigint NOT NULL,
    mac            bytea  NOT NULL,
    CONSTRAINT audit_head_pk PRIMARY KEY (institution_no)
);

CREATE TABLE audit_link (
    institution_no bigint NOT NULL,
    seq            bigint NOT NULL,
    at             bigint NOT NULL,
    role           text   NOT NULL,
    user_id        uuid,
    person_id      uuid,
    action         text   NOT NULL,
    group_id       uuid,
    kind           text   NOT NULL,
    ids            text   NOT NULL,
    mac            bytea  NOT NULL,
    CONSTRAINT audit_link_pk PRIMARY KEY (institution_no, seq)
);
CREATE INDEX audit_link_group ON audit_link (institution_no, group_id, seq);
CREATE INDEX audit_link_user ON audit_link (institution_no, user_id, seq);
