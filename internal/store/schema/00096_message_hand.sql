-- message_in_state answers what this one was for.

-- +goose Up
DROP INDEX message_hand;
