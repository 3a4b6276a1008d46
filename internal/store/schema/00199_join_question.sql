-- What a group asks whoever wants to join, one question a line. A group without a
-- row asks for a pseudonym and a way to be reached, and for nothing else.

-- +goose Up
CREATE TABLE join_question (
    institution_no bigint NOT NULL,
    group_id       uuid   NOT NULL,
    asks           text   NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT join_question_pk PRIMARY KEY (institution_no, group_id),
    CONSTRAINT join_question_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id)
);
