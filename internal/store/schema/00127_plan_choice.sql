-- Which plan a meeting has: one of the library, by slug and language, or an own
-- one. The row stays when the choice is taken back, and keeps its version.

-- +goose Up
CREATE TABLE plan_choice (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    slug           text   NOT NULL,
    lang           text   NOT NULL,
    plan_id        uuid,
    version        bigint NOT NULL,
    CONSTRAINT plan_choice_pk PRIMARY KEY (institution_no, meeting_id),
    CONSTRAINT plan_choice_meeting FOREIGN KEY (institution_no, meeting_id) REFERENCES meeting (institution_no, id),
    CONSTRAINT plan_choice_plan FOREIGN KEY (institution_no, plan_id) REFERENCES meeting_plan (institution_no, id),
    CONSTRAINT plan_choice_one CHECK ((slug = '') = (lang = '') AND (plan_id IS NULL OR slug = ''))
);
CREATE INDEX plan_choice_of_plan ON plan_choice (institution_no, plan_id);
