-- +goose Up
-- What is moved is taken out and put in again, so that the trigger above sees
-- it.
-- +goose StatementBegin
CREATE TRIGGER occupancy_still BEFORE UPDATE OF resource_no, lo, hi ON occupancy
BEGIN
    SELECT RAISE(ABORT, 'occupancy_still');
END;
-- +goose StatementEnd
