-- +goose Up
-- An institution's rooms are read by the week for many of them at once. On
-- SQLite the primary key does, read room by room.
CREATE INDEX occupancy_week ON occupancy (lo, resource_no);
