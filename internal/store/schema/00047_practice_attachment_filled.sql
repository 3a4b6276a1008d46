-- Cards that are published keep the files they lead to.

-- +goose Up
INSERT INTO practice_attachment (slug, id, name, type, size, withdrawn)
SELECT slug, id, name, type, length(content), FALSE FROM practice_file;
