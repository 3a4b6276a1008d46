-- +goose Up
-- To which other institutions a resource is lent.
CREATE TABLE resource_share (
    resource_no bigint NOT NULL,
    holder_no   bigint NOT NULL,
    CONSTRAINT resource_share_pk PRIMARY KEY (resource_no, holder_no),
    CONSTRAINT resource_share_of FOREIGN KEY (resource_no) REFERENCES resource (no),
    CONSTRAINT resource_share_with FOREIGN KEY (holder_no) REFERENCES institution (no)
);
CREATE INDEX resource_share_of_holder ON resource_share (holder_no);
