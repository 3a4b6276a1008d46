-- +goose Up
-- A municipal strategy that a programme belongs to.
CREATE TABLE strategy (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    title          text   NOT NULL,
    from_year      bigint,
    to_year        bigint,
    note           text   NOT NULL,
    attachment_id  uuid,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT strategy_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT strategy_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT strategy_attachment FOREIGN KEY (institution_no, attachment_id) REFERENCES attachment (institution_no, id),
    CONSTRAINT strategy_years CHECK (from_year IS NULL OR to_year IS NULL OR from_year <= to_year)
);
CREATE INDEX strategy_of_programme ON strategy (institution_no, programme_id, from_year);
CREATE INDEX strategy_of_attachment ON strategy (institution_no, attachment_id);
