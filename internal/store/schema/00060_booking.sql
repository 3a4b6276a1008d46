-- +goose Up
-- What takes place in the hours of occupancy, and by which plan. It belongs to
-- who booked, also where the room is another's.
CREATE TABLE booking (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    kind           text    NOT NULL,
    group_id       uuid,
    title          text    NOT NULL, -- of an event; a meeting has its group's neutral name
    private        boolean NOT NULL,
    plan           text    NOT NULL, -- JSON: the series, what is wanted, and the exceptions
    state          text    NOT NULL,
    first_lo       bigint  NOT NULL, -- where the plan begins and ends, in minutes
    last_hi        bigint  NOT NULL,
    made_by        uuid,             -- the user, or the person of a host; nobody for the house itself
    made_at        bigint  NOT NULL,
    changed_at     bigint  NOT NULL,
    sequence       bigint  NOT NULL, -- RFC 5545 3.8.7.4
    version        bigint  NOT NULL,
    CONSTRAINT booking_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT booking_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT booking_kind CHECK (kind IN ('meeting', 'event', 'block')),
    CONSTRAINT booking_of CHECK ((kind = 'meeting') = (group_id IS NOT NULL)),
    CONSTRAINT booking_state CHECK (state IN ('active', 'waiting', 'cancelled')),
    CONSTRAINT booking_span CHECK (first_lo < last_hi)
);
CREATE INDEX booking_when ON booking (institution_no, last_hi);
CREATE INDEX booking_of_group ON booking (institution_no, group_id, last_hi);
