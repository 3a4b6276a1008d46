-- What is to be done in one of the four steps of a hand-over. It is somebody's
-- of the group, somebody's of the staff, or nobody's yet.

-- +goose Up
CREATE TABLE group_task (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    step           text   NOT NULL,
    task           text   NOT NULL, -- facts about the group, never about a person
    user_id        uuid,
    person_id      uuid,
    due_on         text,
    done_on        text,
    place          bigint NOT NULL, -- as it was written down
    version        bigint NOT NULL,
    CONSTRAINT group_task_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT group_task_handover FOREIGN KEY (institution_no, group_id) REFERENCES group_handover (institution_no, group_id),
    CONSTRAINT group_task_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT group_task_step CHECK (step IN ('learning', 'team', 'letting_go', 'on_tap')),
    CONSTRAINT group_task_whose CHECK (user_id IS NULL OR person_id IS NULL)
);
CREATE INDEX group_task_of_group ON group_task (institution_no, group_id, place);
CREATE INDEX group_task_of_person ON group_task (institution_no, person_id);
CREATE INDEX group_task_due ON group_task (institution_no, due_on) WHERE done_on IS NULL;
