-- +goose Up
-- What the owner of a room said to a booking that asked for it. A reason is
-- read by the other institution.
CREATE TABLE room_answer (
    resource_no bigint NOT NULL,
    holder_no   bigint NOT NULL,
    booking_id  uuid   NOT NULL,
    answer      text   NOT NULL,
    reason      text   NOT NULL,
    at          bigint NOT NULL,
    CONSTRAINT room_answer_pk PRIMARY KEY (booking_id, resource_no),
    CONSTRAINT room_answer_of FOREIGN KEY (resource_no) REFERENCES resource (no),
    CONSTRAINT room_answer_answer CHECK (answer IN ('approved', 'refused'))
);
