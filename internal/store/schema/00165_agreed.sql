-- What a group agreed to do at a meeting; the life of one is drawn in package
-- meeting. Its words are sealed with a key of its own, so that it can go along
-- when two groups become one, and name nobody.

-- +goose Up
CREATE TABLE agreed (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    group_id       uuid    NOT NULL,
    meeting_id     uuid,             -- null for what a group brought along
    words          bytea   NOT NULL,
    person_id      uuid,
    whole          boolean NOT NULL, -- the whole group's
    due_on         text,             -- null for the next meeting
    since_at       bigint  NOT NULL, -- when the meeting began, to count the next from
    put_at         bigint,           -- when the meeting began at which it was put off
    put_before_at  bigint,           -- and the one at which it was before that
    state          text    NOT NULL,
    settled_on     text,
    made_at        bigint  NOT NULL,
    version        bigint  NOT NULL,
    CONSTRAINT agreed_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT agreed_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT agreed_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT agreed_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT agreed_whose CHECK (person_id IS NULL OR NOT whole),
    CONSTRAINT agreed_state CHECK (state IN ('open', 'done', 'dropped')),
    CONSTRAINT agreed_settled CHECK ((settled_on IS NULL) = (state = 'open')),
    CONSTRAINT agreed_put CHECK (put_before_at IS NULL OR put_at IS NOT NULL)
);
CREATE INDEX agreed_of_group ON agreed (institution_no, group_id, state, since_at);
CREATE INDEX agreed_of_meeting ON agreed (institution_no, meeting_id, made_at);
CREATE INDEX agreed_of_person ON agreed (institution_no, person_id);
