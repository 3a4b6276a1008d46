-- +goose Up
-- What can be taken for a time: a room, a numbered piece of equipment, or a
-- stock of equal pieces. It belongs to its owner and may be lent to others, so
-- it stands outside of the fence, and holds only what a booker has to know:
-- terms are the neutral name, the hours, the closures and the limits.
--
-- Whoever books or changes terms takes the row first, several of them in the
-- order of their ids.
CREATE TABLE resource (
    no         bigint NOT NULL,
    id         uuid   NOT NULL,
    owner_no   bigint NOT NULL, -- the institution
    kind       text   NOT NULL,
    amount     bigint NOT NULL, -- pieces; 1 but for a stock
    terms      text   NOT NULL, -- JSON
    retired_at bigint,
    touched    bigint NOT NULL, -- grows whenever somebody takes the row, to know whether a week is still as it was
    version    bigint NOT NULL,
    CONSTRAINT resource_pk PRIMARY KEY (no),
    CONSTRAINT resource_id UNIQUE (id),
    CONSTRAINT resource_owner FOREIGN KEY (owner_no) REFERENCES institution (no),
    CONSTRAINT resource_kind CHECK (kind IN ('room', 'item', 'stock')),
    CONSTRAINT resource_amount CHECK (amount >= 0 AND (kind = 'stock' OR amount = 1)),
    CONSTRAINT resource_no CHECK (no > 0 AND no < 2147483648)
);
CREATE INDEX resource_of ON resource (owner_no);
