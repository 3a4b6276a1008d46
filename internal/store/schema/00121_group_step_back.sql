-- A step of a group's life that was taken back: what it was, why it was taken
-- back, by whom and when.

-- +goose Up
CREATE TABLE group_step_back (
    institution_no     bigint NOT NULL,
    id                 uuid   NOT NULL, -- of the step
    group_id           uuid   NOT NULL,
    stage              text   NOT NULL,
    happened_on        text   NOT NULL,
    happened_precision text   NOT NULL,
    reason             text   NOT NULL,
    by_user            uuid,
    made_at            bigint NOT NULL,
    CONSTRAINT group_step_back_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT group_step_back_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT group_step_back_stage CHECK (stage IN ('idea', 'gathering', 'accompanied', 'co_led', 'independent', 'dormant', 'closed')),
    CONSTRAINT group_step_back_precision CHECK (happened_precision IN ('day', 'month', 'year')),
    CONSTRAINT group_step_back_reason CHECK (reason <> '')
);
CREATE INDEX group_step_back_of_group ON group_step_back (institution_no, group_id, made_at);
