-- +goose Up
-- No two rows of a resource overlap: of those that begin before the new one
-- ends, only the last can. As the exclusion constraint on PostgreSQL.
-- +goose StatementBegin
CREATE TRIGGER occupancy_clash BEFORE INSERT ON occupancy
WHEN (SELECT hi FROM occupancy WHERE resource_no = NEW.resource_no AND lo < NEW.hi ORDER BY lo DESC LIMIT 1) > NEW.lo
BEGIN
    SELECT RAISE(ABORT, 'occupancy_clash');
END;
-- +goose StatementEnd
