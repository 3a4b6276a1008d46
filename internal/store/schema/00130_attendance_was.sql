-- What an attendance was before it was corrected, by whom and when. version is
-- the meeting's while it stood.

-- +goose Up
CREATE TABLE attendance_was (
    institution_no bigint  NOT NULL,
    meeting_id     uuid    NOT NULL,
    version        bigint  NOT NULL,
    total          bigint  NOT NULL,
    newcomers      bigint  NOT NULL,
    led            text    NOT NULL,
    recorded_at    bigint  NOT NULL,
    corrected_at   bigint  NOT NULL,
    by_user        uuid, -- none when it came by a link without an account
    CONSTRAINT attendance_was_pk PRIMARY KEY (institution_no, meeting_id, version),
    CONSTRAINT attendance_was_of FOREIGN KEY (institution_no, meeting_id) REFERENCES attendance (institution_no, meeting_id),
    CONSTRAINT attendance_was_counts CHECK (total >= 0 AND newcomers >= 0 AND newcomers <= total),
    CONSTRAINT attendance_was_led CHECK (led IN ('member', 'animator'))
);
