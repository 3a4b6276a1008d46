-- +goose Up
-- How many pieces of a stock are taken from when to when. The sum is checked
-- under the row of the resource.
CREATE TABLE stock_use (
    resource_no bigint NOT NULL,
    lo          bigint NOT NULL,
    hi          bigint NOT NULL,
    amount      bigint NOT NULL,
    holder_no   bigint NOT NULL,
    booking_id  uuid   NOT NULL,
    day         text   NOT NULL,
    state       text   NOT NULL,
    until_at    bigint,
    CONSTRAINT stock_use_pk PRIMARY KEY (resource_no, booking_id, day),
    CONSTRAINT stock_use_of FOREIGN KEY (resource_no) REFERENCES resource (no),
    CONSTRAINT stock_use_length CHECK (lo > 0 AND lo < hi AND hi - lo <= 2880),
    CONSTRAINT stock_use_amount CHECK (amount > 0),
    CONSTRAINT stock_use_state CHECK (state IN ('confirmed', 'tentative', 'asked', 'offered')),
    CONSTRAINT stock_use_until CHECK ((state = 'confirmed') = (until_at IS NULL))
);
CREATE INDEX stock_use_when ON stock_use (resource_no, lo);
CREATE INDEX stock_use_of_booking ON stock_use (booking_id);
