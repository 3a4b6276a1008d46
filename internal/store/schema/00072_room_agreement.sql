-- +goose Up
-- What is agreed with a group that meets without staff. A version that was
-- accepted is never changed: a new one takes its place.
CREATE TABLE room_agreement (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    room_id        uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    no             bigint NOT NULL, -- of the version, from 1
    key_id         uuid,
    terms          text   NOT NULL, -- JSON: days, hours, duties, contact, notice
    state          text   NOT NULL,
    accepted_on    text,
    accepted_how   text,
    accepted_by    uuid,            -- the user, or the person of a host
    ended_on       text,
    ended_how      text,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT room_agreement_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT room_agreement_room FOREIGN KEY (institution_no, room_id) REFERENCES room (institution_no, id),
    CONSTRAINT room_agreement_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT room_agreement_key FOREIGN KEY (institution_no, key_id) REFERENCES house_key (institution_no, id),
    CONSTRAINT room_agreement_no UNIQUE (institution_no, room_id, group_id, no),
    CONSTRAINT room_agreement_state CHECK (state IN ('draft', 'accepted', 'ended')),
    CONSTRAINT room_agreement_accepted CHECK ((state = 'draft') = (accepted_on IS NULL) AND (accepted_on IS NULL) = (accepted_how IS NULL) AND accepted_how IN ('host', 'paper')),
    CONSTRAINT room_agreement_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (ended_how IS NULL) AND ended_how IN ('notice', 'replaced'))
);
CREATE UNIQUE INDEX room_agreement_in_force ON room_agreement (institution_no, room_id, group_id) WHERE state = 'accepted';
CREATE INDEX room_agreement_of_group ON room_agreement (institution_no, group_id);
