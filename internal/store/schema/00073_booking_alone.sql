-- +goose Up
-- Hours are known by the id of their booking, which comes from a form: one id is
-- one booking, of whichever institution.
CREATE UNIQUE INDEX booking_alone ON booking (id);
