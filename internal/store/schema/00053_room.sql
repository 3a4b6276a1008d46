-- +goose Up
-- What is said of a room beside its terms.
CREATE TABLE room (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL, -- the resource's
    building_id    uuid   NOT NULL,
    folded         text   NOT NULL, -- the name, for its order
    floor          text   NOT NULL,
    layout         text   NOT NULL,
    in_place       text   NOT NULL, -- equipment that stays there, a line each
    directions     text   NOT NULL,
    rules          text   NOT NULL,
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT room_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT room_building FOREIGN KEY (institution_no, building_id) REFERENCES building (institution_no, id)
);
