-- +goose Up
-- Who waits for an hour that is taken, the first come first. What they want it
-- for stands in their booking.
CREATE TABLE room_queue (
    resource_no bigint NOT NULL,
    lo          bigint NOT NULL,
    hi          bigint NOT NULL,
    holder_no   bigint NOT NULL,
    booking_id  uuid   NOT NULL,
    day         text   NOT NULL,
    asked_at    bigint NOT NULL,
    CONSTRAINT room_queue_pk PRIMARY KEY (booking_id),
    CONSTRAINT room_queue_of FOREIGN KEY (resource_no) REFERENCES resource (no),
    CONSTRAINT room_queue_length CHECK (lo < hi)
);
CREATE INDEX room_queue_when ON room_queue (resource_no, lo);
