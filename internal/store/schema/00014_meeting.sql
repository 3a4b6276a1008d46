-- What became of a meeting is drawn in package meeting.

-- +goose Up
CREATE TABLE meeting (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    series_id      uuid   NOT NULL,
    starts_at      bigint NOT NULL,
    ends_at        bigint NOT NULL,
    venue          text   NOT NULL,
    state          text   NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT meeting_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT meeting_group FOREIGN KEY (institution_no, group_id) REFERENCES circle (institution_no, id),
    CONSTRAINT meeting_times CHECK (starts_at < ends_at),
    CONSTRAINT meeting_state CHECK (state IN ('planned', 'held', 'cancelled'))
);
CREATE INDEX meeting_when ON meeting (institution_no, starts_at);
CREATE INDEX meeting_of_group ON meeting (institution_no, group_id, starts_at);
-- What waits to be counted is few among many, so it has an index of its own.
CREATE INDEX meeting_planned ON meeting (institution_no, group_id, starts_at) WHERE state = 'planned';
CREATE INDEX meeting_planned_when ON meeting (institution_no, starts_at) WHERE state = 'planned';

CREATE TABLE attendance (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    group_id       uuid   NOT NULL, -- the meeting's, for the indexes below
    total          bigint NOT NULL,
    newcomers      bigint NOT NULL,
    led            text   NOT NULL,
    recorded_at    bigint NOT NULL,
    CONSTRAINT attendance_pk PRIMARY KEY (institution_no, meeting_id),
    CONSTRAINT attendance_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT attendance_counts CHECK (total >= 0 AND newcomers >= 0 AND newcomers <= total),
    CONSTRAINT attendance_led CHECK (led IN ('member', 'animator'))
);
-- A programme's figures are read from this index alone.
CREATE INDEX attendance_of_group ON attendance (institution_no, group_id, total);
-- How far a group is from standing on its own is asked every day.
CREATE INDEX attendance_accompanied ON attendance (institution_no, group_id) WHERE led = 'animator';

CREATE TABLE presence (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    CONSTRAINT presence_pk PRIMARY KEY (institution_no, meeting_id, person_id),
    CONSTRAINT presence_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT presence_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
CREATE INDEX presence_of_person ON presence (institution_no, person_id);
