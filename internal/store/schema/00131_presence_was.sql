-- Who was ticked before an attendance was corrected: ids, as in presence. Whoever
-- is forgotten is taken out of here, too.

-- +goose Up
CREATE TABLE presence_was (
    institution_no bigint NOT NULL,
    meeting_id     uuid   NOT NULL,
    version        bigint NOT NULL,
    person_id      uuid   NOT NULL,
    CONSTRAINT presence_was_pk PRIMARY KEY (institution_no, meeting_id, version, person_id),
    CONSTRAINT presence_was_of FOREIGN KEY (institution_no, meeting_id, version) REFERENCES attendance_was (institution_no, meeting_id, version),
    CONSTRAINT presence_was_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id)
);
CREATE INDEX presence_was_of_person ON presence_was (institution_no, person_id);
