-- By which invitation somebody joined is found without reading every one.

-- +goose Up
CREATE INDEX invitation_of_person ON invitation (scope_no, person_id);
