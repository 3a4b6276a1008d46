-- +goose Up
-- Whoever reads through a view is fenced by who they are, as with the tables
-- behind it, and not by whose the view is.
ALTER VIEW programme SET (security_invoker = true);
ALTER VIEW circle SET (security_invoker = true);
