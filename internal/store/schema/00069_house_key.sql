-- +goose Up
-- A key, or that there is a code, to a room or a building. The code itself is
-- nowhere in the house.
CREATE TABLE house_key (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    name           text   NOT NULL,
    folded         text   NOT NULL, -- the name, for its order
    kind           text   NOT NULL,
    room_id        uuid,
    building_id    uuid,
    kept           text   NOT NULL, -- where it is, or who tells the code
    lost_on        text,
    lost_said      text   NOT NULL, -- what is to be done
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT house_key_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT house_key_room FOREIGN KEY (institution_no, room_id) REFERENCES room (institution_no, id),
    CONSTRAINT house_key_building FOREIGN KEY (institution_no, building_id) REFERENCES building (institution_no, id),
    CONSTRAINT house_key_kind CHECK (kind IN ('key', 'code')),
    CONSTRAINT house_key_to CHECK ((room_id IS NULL) <> (building_id IS NULL))
);
