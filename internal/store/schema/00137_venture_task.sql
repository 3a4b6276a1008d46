-- What is to be done in a venture: somebody's of the group, or nobody's yet. Its
-- words are sealed with the venture's key.

-- +goose Up
CREATE TABLE venture_task (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    venture_id     uuid   NOT NULL,
    task           bytea  NOT NULL,
    person_id      uuid,
    due_on         text,
    done_on        text,
    place          bigint NOT NULL, -- as it was written down
    version        bigint NOT NULL,
    CONSTRAINT venture_task_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT venture_task_venture FOREIGN KEY (institution_no, venture_id) REFERENCES venture (institution_no, id),
    CONSTRAINT venture_task_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
CREATE INDEX venture_task_of_venture ON venture_task (institution_no, venture_id, place);
CREATE INDEX venture_task_of_person ON venture_task (institution_no, person_id);
