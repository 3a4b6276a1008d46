-- What somebody has to be told of their turns at a meeting: that somebody else gave
-- them one, or took it. What they gave back themselves they know; round rises when
-- they are given one after that. No role stands here, and no word.

-- +goose Up
CREATE TABLE turn_news (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    state          text   NOT NULL,
    since          bigint NOT NULL,
    round          bigint NOT NULL,
    CONSTRAINT turn_news_pk PRIMARY KEY (institution_no, meeting_id, person_id),
    CONSTRAINT turn_news_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT turn_news_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT turn_news_state CHECK (state IN ('given', 'taken', 'back')),
    CONSTRAINT turn_news_round CHECK (round >= 0)
);
CREATE INDEX turn_news_of_person ON turn_news (institution_no, person_id);
