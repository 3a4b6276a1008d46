-- Who may enter stands before any institution is known, so these tables cross
-- institutions. They hold ids, keyed hashes and sealed names only.

-- +goose Up
CREATE TABLE app_user (
    id            uuid    NOT NULL,
    login_key     bytea   NOT NULL,
    name          bytea,
    password_hash text    NOT NULL,
    disabled      boolean NOT NULL,
    made_at       bigint  NOT NULL,
    version       bigint  NOT NULL,
    CONSTRAINT app_user_pk PRIMARY KEY (id),
    CONSTRAINT app_user_login UNIQUE (login_key)
);

-- scope_no is 0 for an operator, who belongs to no institution.
CREATE TABLE user_grant (
    id       uuid   NOT NULL,
    scope_no bigint NOT NULL,
    user_id  uuid   NOT NULL,
    role     text   NOT NULL,
    group_id uuid,
    CONSTRAINT user_grant_pk PRIMARY KEY (id),
    CONSTRAINT user_grant_user FOREIGN KEY (user_id) REFERENCES app_user (id),
    CONSTRAINT user_grant_role CHECK (role IN ('host', 'coordinator', 'manager', 'operator')),
    CONSTRAINT user_grant_group CHECK ((role = 'host') = (group_id IS NOT NULL)),
    CONSTRAINT user_grant_scope CHECK ((role = 'operator') = (scope_no = 0))
);
CREATE INDEX user_grant_scope_role ON user_grant (scope_no, role);
CREATE INDEX user_grant_of_user ON user_grant (user_id);

CREATE TABLE session (
    token_hash bytea  NOT NULL,
    user_id    uuid,
    person_id  uuid,
    group_id   uuid,
    scope_no   bigint NOT NULL,
    made_at    bigint NOT NULL,
    seen_at    bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT session_pk PRIMARY KEY (token_hash),
    CONSTRAINT session_whose CHECK ((user_id IS NULL) <> (person_id IS NULL)),
    CONSTRAINT session_member CHECK ((person_id IS NULL) = (group_id IS NULL))
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_of_person ON session (person_id, group_id);
CREATE INDEX session_of_group ON session (group_id);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE link (
    id         uuid    NOT NULL,
    token_hash bytea   NOT NULL,
    kind       text    NOT NULL,
    reusable   boolean NOT NULL,
    user_id    uuid,
    person_id  uuid,
    group_id   uuid,
    scope_no   bigint  NOT NULL,
    made_at    bigint  NOT NULL,
    expires_at bigint  NOT NULL,
    used_at    bigint,
    CONSTRAINT link_pk PRIMARY KEY (id),
    CONSTRAINT link_token UNIQUE (token_hash),
    CONSTRAINT link_kind CHECK (kind IN ('setup', 'sign_in', 'reset', 'member')),
    CONSTRAINT link_member CHECK ((kind = 'member') = (person_id IS NOT NULL AND group_id IS NOT NULL))
);
CREATE INDEX link_of_user ON link (user_id, kind);
CREATE INDEX link_of_person ON link (person_id, group_id);
CREATE INDEX link_of_group ON link (group_id);
CREATE INDEX link_expires ON link (expires_at);

CREATE TABLE sign_in_failure (
    login_key bytea  NOT NULL,
    at        bigint NOT NULL,
    id        uuid   NOT NULL,
    CONSTRAINT sign_in_failure_pk PRIMARY KEY (id)
);
CREATE INDEX sign_in_failure_key ON sign_in_failure (login_key, at);
