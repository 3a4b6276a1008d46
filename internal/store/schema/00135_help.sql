-- What people of a group offer and look for; the life of one is drawn in package
-- mutual. Words are sealed with the author's own key. What is withdrawn, and what
-- was done long ago, holds neither words nor people.

-- +goose Up
CREATE TABLE help (
    institution_no bigint  NOT NULL,
    id             uuid    NOT NULL,
    group_id       uuid    NOT NULL,
    kind           text    NOT NULL,
    author_id      uuid,
    words          bytea,
    named          boolean NOT NULL, -- others of the group may read whose it is
    state          text    NOT NULL,
    other_id       uuid,             -- who answered
    made_at        bigint  NOT NULL,
    settled_at     bigint,
    version        bigint  NOT NULL,
    CONSTRAINT help_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT help_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT help_author FOREIGN KEY (institution_no, author_id) REFERENCES person (institution_no, id),
    CONSTRAINT help_other FOREIGN KEY (institution_no, other_id) REFERENCES person (institution_no, id),
    CONSTRAINT help_kind CHECK (kind IN ('offer', 'request')),
    CONSTRAINT help_state CHECK (state IN ('open', 'matched', 'done', 'withdrawn')),
    CONSTRAINT help_words CHECK ((words IS NULL) = (author_id IS NULL)),
    CONSTRAINT help_waiting CHECK (state = 'done' OR (author_id IS NULL) = (state = 'withdrawn')),
    CONSTRAINT help_answered CHECK (state = 'done' OR (other_id IS NOT NULL) = (state = 'matched')),
    CONSTRAINT help_settled CHECK ((settled_at IS NOT NULL) = (state IN ('done', 'withdrawn')))
);
CREATE INDEX help_of_group ON help (institution_no, group_id, made_at);
CREATE INDEX help_of_author ON help (institution_no, author_id);
CREATE INDEX help_of_other ON help (institution_no, other_id);
