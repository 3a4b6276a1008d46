-- +goose Up
-- The picture of a room, made small enough for a page. It shows a room and
-- nobody in it, so it is not sealed.
CREATE TABLE room_photo (
    institution_no bigint NOT NULL,
    room_id        uuid   NOT NULL,
    kind           text   NOT NULL,
    says           text   NOT NULL, -- what is seen, for those who do not see it
    content        bytea  NOT NULL,
    CONSTRAINT room_photo_pk PRIMARY KEY (institution_no, room_id),
    CONSTRAINT room_photo_of FOREIGN KEY (institution_no, room_id) REFERENCES room (institution_no, id),
    CONSTRAINT room_photo_kind CHECK (kind IN ('jpeg', 'png', 'webp'))
);
