-- The copies in the clear outlived the files they were copies of, in the
-- database and in every backup.

-- +goose Up
DROP TABLE practice_file;
