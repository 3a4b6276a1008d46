-- +goose Up
-- A private address at which a calendar program reads when rooms are taken, or a
-- display beside a door, or the doors of a building, shows it.
-- It is read by its token before an institution is known, and holds ids only.
CREATE TABLE calendar_feed (
    id             uuid   NOT NULL,
    token_hash     bytea  NOT NULL,
    scope_no bigint NOT NULL,
    user_id        uuid   NOT NULL, -- whose it is: with the account it ends
    kind           text   NOT NULL,
    target_id      uuid,            -- a room, a building or a group; none for everything of one's own
    made_at        bigint NOT NULL,
    CONSTRAINT calendar_feed_pk PRIMARY KEY (id),
    CONSTRAINT calendar_feed_token UNIQUE (token_hash),
    CONSTRAINT calendar_feed_kind CHECK (kind IN ('room', 'building', 'group', 'own', 'door', 'doors')),
    CONSTRAINT calendar_feed_target CHECK ((kind = 'own') = (target_id IS NULL))
);
CREATE INDEX calendar_feed_of_user ON calendar_feed (user_id, scope_no);
