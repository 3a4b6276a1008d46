-- +goose Up
-- The register of equipment. It stays in one room or goes where it is booked.
CREATE TABLE equipment (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL, -- the resource's
    folded         text   NOT NULL, -- the name, for its order
    mark           text   NOT NULL, -- what is written on it: a number of the inventory
    room_id        uuid,            -- where it is kept
    state          text   NOT NULL,
    state_said     text   NOT NULL, -- what is broken, or where it went
    bought_on      text,
    cost           bigint,          -- grosze, for all of it
    fund_id        uuid,            -- where the money came from
    made_at        bigint NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT equipment_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT equipment_room FOREIGN KEY (institution_no, room_id) REFERENCES room (institution_no, id),
    CONSTRAINT equipment_fund FOREIGN KEY (institution_no, fund_id) REFERENCES fund (institution_no, id),
    CONSTRAINT equipment_state CHECK (state IN ('good', 'damaged', 'repair', 'gone')),
    CONSTRAINT equipment_cost CHECK (cost >= 0)
);
