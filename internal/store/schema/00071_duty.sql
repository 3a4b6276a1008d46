-- +goose Up
-- Who opens and who locks for a booking: on one day of it, or with the day
-- empty on all that have no row of their own.
CREATE TABLE duty (
    institution_no bigint NOT NULL,
    booking_id     uuid   NOT NULL,
    day            text   NOT NULL,
    opens          text   NOT NULL,
    opens_user     uuid,
    locks          text   NOT NULL,
    locks_user     uuid,
    version        bigint NOT NULL,
    CONSTRAINT duty_pk PRIMARY KEY (institution_no, booking_id, day),
    CONSTRAINT duty_booking FOREIGN KEY (institution_no, booking_id) REFERENCES booking (institution_no, id),
    CONSTRAINT duty_opens CHECK (opens IN ('', 'staff', 'host', 'key') AND (opens = 'staff') = (opens_user IS NOT NULL)),
    CONSTRAINT duty_locks CHECK (locks IN ('', 'staff', 'host', 'key') AND (locks = 'staff') = (locks_user IS NOT NULL))
);
