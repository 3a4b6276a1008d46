-- What people would have a group about when none of the house's kinds fits, in
-- words of their own. They are sealed with a key of the topic's own, and go when
-- nobody waits for it any more.

-- +goose Up
CREATE TABLE interest_topic (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    words          bytea,
    made_at        bigint NOT NULL,
    CONSTRAINT interest_topic_pk PRIMARY KEY (institution_no, id)
);
