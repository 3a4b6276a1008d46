-- Who is new in a week is asked every day, of all groups of an institution.

-- +goose Up
CREATE INDEX membership_joined ON membership (institution_no, joined_on) WHERE left_on IS NULL;
