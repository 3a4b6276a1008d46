-- What a group keeps on its shelf: a link, or a file. All that is said of it, where
-- a link leads and the content are sealed with a key of its own, which is destroyed
-- when it is taken down.

-- +goose Up
CREATE TABLE shelf_item (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    group_id       uuid   NOT NULL,
    kind           text   NOT NULL,
    size           bigint NOT NULL, -- bytes of the content, before sealing
    title          bytea  NOT NULL, -- of a file its name, without the ending, which the kind gives
    why            bytea,
    label          bytea,
    address        bytea,           -- of a link
    traces         bytea,
    digest         bytea  NOT NULL, -- by which the same is told again
    person_id      uuid,            -- whose it is to take back
    made_at        bigint NOT NULL,
    CONSTRAINT shelf_item_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT shelf_item_group FOREIGN KEY (institution_no, group_id) REFERENCES circle_row (institution_no, id),
    CONSTRAINT shelf_item_person FOREIGN KEY (institution_no, person_id) REFERENCES person (institution_no, id),
    CONSTRAINT shelf_item_kind CHECK (kind IN ('link', 'pdf', 'odt', 'docx', 'png', 'jpeg', 'webp')),
    CONSTRAINT shelf_item_link CHECK ((kind = 'link') = (address IS NOT NULL)),
    CONSTRAINT shelf_item_size CHECK ((kind = 'link') = (size = 0))
);
CREATE INDEX shelf_item_of_group ON shelf_item (institution_no, group_id, made_at);
CREATE INDEX shelf_item_of_person ON shelf_item (institution_no, person_id);
