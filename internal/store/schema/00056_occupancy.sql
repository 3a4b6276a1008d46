-- +goose Up
-- Who has which room or piece from when to when, half-open, in minutes since
-- 1970 in UTC; the time to prepare and to clean is inside. Two rows of one
-- resource never overlap: the database refuses it by itself, in the next file
-- of each engine.
--
-- A row tells nothing of what takes place. It stands outside of the fence,
-- because a room is lent by one institution to another and both see the hour.
CREATE TABLE occupancy (
    resource_no bigint NOT NULL,
    lo          bigint NOT NULL,
    hi          bigint NOT NULL,
    before      bigint NOT NULL, -- minutes of it to prepare
    after       bigint NOT NULL, -- and to clean
    holder_no   bigint NOT NULL, -- the institution that booked
    booking_id  uuid   NOT NULL,
    day         text   NOT NULL, -- names the occurrence in its series
    state       text   NOT NULL,
    until_at    bigint,          -- until when it is kept; NULL once it is confirmed
    CONSTRAINT occupancy_pk PRIMARY KEY (resource_no, lo),
    CONSTRAINT occupancy_of FOREIGN KEY (resource_no) REFERENCES resource (no),
    CONSTRAINT occupancy_length CHECK (lo > 0 AND lo < hi AND hi - lo <= 2880 AND hi < 2147483648),
    CONSTRAINT occupancy_buffers CHECK (before >= 0 AND after >= 0 AND before + after < hi - lo),
    CONSTRAINT occupancy_state CHECK (state IN ('confirmed', 'tentative', 'asked', 'offered')),
    CONSTRAINT occupancy_until CHECK ((state = 'confirmed') = (until_at IS NULL))
);
CREATE INDEX occupancy_of_booking ON occupancy (booking_id);
CREATE INDEX occupancy_kept ON occupancy (until_at) WHERE until_at IS NOT NULL;
