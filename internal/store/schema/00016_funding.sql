-- +goose Up
CREATE TABLE fund (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    programme_id   uuid    NOT NULL,
    funder         text    NOT NULL,
    purpose        text    NOT NULL,
    granted        boolean NOT NULL,
    amount         bigint  NOT NULL, -- grosze, 0 when the source does not say
    made_at        bigint  NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT fund_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT fund_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT fund_amount CHECK (amount >= 0)
);
CREATE INDEX fund_of_programme ON fund (institution_no, programme_id, made_at);

CREATE TABLE cost (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    fund_id        uuid,
    item           text   NOT NULL,
    category       text   NOT NULL,
    amount         bigint NOT NULL, -- grosze
    note           text   NOT NULL,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT cost_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT cost_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT cost_fund FOREIGN KEY (institution_no, fund_id) REFERENCES fund (institution_no, id),
    CONSTRAINT cost_amount CHECK (amount >= 0)
);
CREATE INDEX cost_of_programme ON cost (institution_no, programme_id, made_at);
CREATE INDEX cost_of_fund ON cost (institution_no, fund_id);
