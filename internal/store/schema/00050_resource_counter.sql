-- +goose Up
-- Gives out the numbers of resources.
INSERT INTO counter (name, value) VALUES ('resource', 0);
