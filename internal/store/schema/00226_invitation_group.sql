-- The invitations of a group are found without reading every one.

-- +goose Up
CREATE INDEX invitation_of_group ON invitation (scope_no, group_id, until);
