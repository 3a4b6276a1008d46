-- With how many people a group of a kind is worth starting, 0 where nobody said.

-- +goose Up
ALTER TABLE group_kind ADD COLUMN least bigint NOT NULL DEFAULT 0 CONSTRAINT group_kind_least CHECK (least BETWEEN 0 AND 30);
