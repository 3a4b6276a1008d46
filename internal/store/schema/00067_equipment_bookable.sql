-- +goose Up
-- Whether a piece may be booked with a room, or stays where it is kept. What is
-- in repair or gone cannot be booked whatever stands here.
ALTER TABLE equipment ADD COLUMN bookable boolean NOT NULL DEFAULT true;
