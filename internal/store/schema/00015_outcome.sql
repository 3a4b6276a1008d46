-- A value is stored in the form in which it is known; numbers stand only
-- where the form has them.

-- +goose Up
CREATE TABLE outcome (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    programme_id   uuid   NOT NULL,
    group_id       uuid,
    indicator      text   NOT NULL,
    form           text   NOT NULL,
    n              bigint,
    n_of           bigint,
    words          text   NOT NULL,
    who            text   NOT NULL,
    context        text   NOT NULL,
    seen_when      text   NOT NULL,
    quote          text   NOT NULL,
    source         text   NOT NULL,
    place          bigint NOT NULL,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT outcome_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT outcome_programme FOREIGN KEY (institution_no, programme_id) REFERENCES programme (institution_no, id),
    CONSTRAINT outcome_group FOREIGN KEY (institution_no, group_id) REFERENCES circle (institution_no, id),
    CONSTRAINT outcome_form CHECK (form IN ('count', 'all', 'share', 'group', 'words')),
    CONSTRAINT outcome_numbers CHECK (
        (n IS NOT NULL) = (form IN ('count', 'share'))
        AND (n_of IS NOT NULL) = (form = 'share')
        AND (n IS NULL OR n >= 0) AND (n_of IS NULL OR n_of >= n)
    ),
    CONSTRAINT outcome_words CHECK ((words <> '') = (form = 'words'))
);
CREATE INDEX outcome_of_programme ON outcome (institution_no, programme_id, group_id, place);
CREATE INDEX outcome_of_group ON outcome (institution_no, group_id);
