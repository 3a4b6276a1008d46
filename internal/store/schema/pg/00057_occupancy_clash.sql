-- +goose Up
-- No two rows of a resource overlap. The number of the resource stands in the
-- upper half of each range and the minute in the lower, so that a plain range
-- index does, without an extension.
ALTER TABLE occupancy ADD CONSTRAINT occupancy_clash
    EXCLUDE USING gist (int8range(resource_no * 4294967296 + lo, resource_no * 4294967296 + hi) WITH &&);
