-- What everybody of a group had to know for their safety: which of the prepared
-- texts, and until when. It holds no words and no reason.

-- +goose Up
CREATE TABLE safety_notice (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    say            text   NOT NULL,
    expires_at     bigint NOT NULL,
    made_at        bigint NOT NULL,
    CONSTRAINT safety_notice_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT safety_notice_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT safety_notice_say CHECK (say IN ('closed', 'other_day', 'call', 'safety'))
);
CREATE INDEX safety_notice_of_group ON safety_notice (institution_no, group_id, made_at);
CREATE INDEX safety_notice_made ON safety_notice (institution_no, made_at);
