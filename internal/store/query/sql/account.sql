-- name: UserByLogin :one
SELECT id, login_key, password_hash, disabled FROM app_user WHERE login_key = @login_key;

-- name: UserByID :one
SELECT id, login_key, password_hash, disabled FROM app_user WHERE id = @id;

-- Whichever is there already, the id or the sign-in name, nothing is written.
-- name: UserInsert :execrows
INSERT INTO app_user (id, login_key, name, password_hash, disabled, made_at, version)
VALUES (@id, @login_key, @name, '', @disabled, @made_at, @version)
ON CONFLICT DO NOTHING;

-- name: UserSetPassword :execrows
UPDATE app_user SET password_hash = @password_hash, version = version + 1 WHERE id = @id;

-- name: UserPasswordHold :execrows
UPDATE app_user SET version = version WHERE id = @id AND password_hash = @password_hash AND NOT disabled;

-- name: UserTake :execrows
UPDATE app_user SET version = version + 1 WHERE id = @id AND version = @version;

-- name: UserSetDisabled :execrows
UPDATE app_user SET disabled = @disabled, version = version + 1 WHERE id = @id;

-- What a user holds anywhere keeps it from being forgotten.
-- name: UserForget :execrows
UPDATE app_user
SET name = NULL, login_key = @no_key, password_hash = '', disabled = TRUE, forgotten_in = CAST(@scope_no AS bigint), version = version + 1
WHERE app_user.id = @id AND NOT EXISTS (SELECT 1 FROM user_grant AS g WHERE g.user_id = app_user.id);

-- name: UserForgotten :one
SELECT id FROM app_user WHERE id = @id AND forgotten_in = CAST(@scope_no AS bigint);

-- name: GrantInsert :exec
INSERT INTO user_grant (id, scope_no, user_id, role, group_id)
VALUES (@id, @scope_no, @user_id, @role, @group_id);

-- name: GrantsDelete :exec
DELETE FROM user_grant WHERE scope_no = @scope_no AND user_id = @user_id;

-- name: GrantsOfUser :many
SELECT id, role, group_id FROM user_grant
WHERE scope_no = @scope_no AND user_id = @user_id
ORDER BY role, id;

-- name: Home :many
SELECT g.scope_no, g.role, g.group_id, i.id AS institution_id FROM user_grant AS g
JOIN app_user AS u ON u.id = g.user_id AND NOT u.disabled
LEFT JOIN institution AS i ON i.no = g.scope_no
WHERE g.user_id = @user_id AND (CAST(@scope_no AS bigint) = 0 OR g.scope_no = CAST(@scope_no AS bigint))
ORDER BY g.scope_no, g.role, g.group_id NULLS LAST;

-- name: ManagersLeft :one
SELECT COUNT(DISTINCT g.user_id) FROM user_grant AS g
JOIN app_user AS u ON u.id = g.user_id
WHERE g.scope_no = @scope_no AND g.role = 'manager' AND NOT u.disabled;

-- name: Staff :many
SELECT u.id, u.name, u.disabled, u.made_at, u.version, g.id AS grant_id, g.role, g.group_id, c.neutral AS group_name
FROM user_grant AS g
JOIN app_user AS u ON u.id = g.user_id
LEFT JOIN circle AS c ON c.institution_no = g.scope_no AND c.id = g.group_id
WHERE g.scope_no = @scope_no AND (CAST(@everybody AS boolean) OR g.user_id = @user_id)
ORDER BY u.made_at, u.id, g.role, g.id;

-- Taking the row is what counts; its version stays
-- as it is, so that no open form of the institution grows stale.
-- name: InstitutionTake :execrows
UPDATE institution SET version = version WHERE no = @no;

-- name: SessionInsert :exec
INSERT INTO session (token_hash, user_id, person_id, group_id, scope_no, made_at, seen_at, expires_at)
VALUES (@token_hash, @user_id, @person_id, @group_id, @scope_no, @made_at, @seen_at, @expires_at);

-- One row for each grant of a user, one for a member. A session that came from
-- a password has no institution: its grants have. Read on every request.
-- name: Session :many
SELECT s.user_id, s.person_id, s.group_id, s.made_at, s.seen_at, s.expires_at,
    CAST(COALESCE(g.scope_no, s.scope_no) AS bigint) AS scope_no,
    i.id AS institution_id, CAST(COALESCE(i.name, '') AS text) AS house_name, CAST(COALESCE(i.zone, '') AS text) AS house_zone,
    CAST(COALESCE(g.role, 'member') AS text) AS role, g.group_id AS hosted
FROM session AS s
LEFT JOIN app_user AS u ON u.id = s.user_id
LEFT JOIN user_grant AS g ON g.user_id = s.user_id AND (s.scope_no = 0 OR s.scope_no = g.scope_no)
LEFT JOIN institution AS i ON i.no = COALESCE(g.scope_no, s.scope_no)
WHERE s.token_hash = @token_hash AND s.expires_at > @now
    AND (s.user_id IS NULL OR (g.id IS NOT NULL AND NOT u.disabled))
ORDER BY g.scope_no, g.role, g.group_id NULLS LAST;

-- name: SessionTouch :exec
UPDATE session SET seen_at = @seen_at WHERE token_hash = @token_hash;

-- name: SessionHold :execrows
UPDATE session SET seen_at = seen_at WHERE token_hash = @token_hash AND expires_at > @now;

-- name: SessionDelete :exec
DELETE FROM session WHERE token_hash = @token_hash;

-- name: SessionsDeleteOfUser :execrows
DELETE FROM session WHERE user_id = @user_id;

-- In a transaction of one institution only its own doors can be closed; 0 is
-- the scope that crosses them.
-- name: SessionsDeleteOfPerson :exec
DELETE FROM session
WHERE person_id = @person_id AND (CAST(@every_group AS boolean) OR group_id = @group_id)
    AND (CAST(@scope_no AS bigint) = 0 OR scope_no = CAST(@scope_no AS bigint));

-- name: SessionsDeleteOfGroup :exec
DELETE FROM session
WHERE group_id = @group_id AND (CAST(@scope_no AS bigint) = 0 OR scope_no = CAST(@scope_no AS bigint));

-- name: SessionsDeleteExpired :exec
DELETE FROM session WHERE expires_at <= @now;

-- name: LinkInsert :exec
INSERT INTO link (id, token_hash, kind, reusable, user_id, person_id, group_id, scope_no, made_at, expires_at)
VALUES (@id, @token_hash, @kind, @reusable, @user_id, @person_id, @group_id, @scope_no, @made_at, @expires_at);

-- A form sent again renews the link it made, until somebody used that. The
-- number of the institution to be made stays the first one.
-- name: LinkRenew :execrows
INSERT INTO link (id, token_hash, kind, reusable, scope_no, made_at, expires_at)
VALUES (@id, @token_hash, @kind, FALSE, @scope_no, @made_at, @expires_at)
ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at, expires_at = excluded.expires_at
WHERE link.used_at IS NULL AND link.kind = excluded.kind;

-- name: LinkByToken :one
SELECT sqlc.embed(l), i.id AS institution_id FROM link AS l
LEFT JOIN institution AS i ON i.no = l.scope_no
WHERE l.token_hash = @token_hash;

-- A reusable link stays as it is, but is taken, too: it must not go away
-- before whoever it lets in is in.
-- name: LinkUse :execrows
UPDATE link SET used_at = CASE WHEN reusable THEN used_at ELSE CAST(@used_at AS bigint) END
WHERE id = @id AND (reusable OR used_at IS NULL);

-- name: LinksOfPerson :many
SELECT sqlc.embed(l), i.id AS institution_id FROM link AS l
LEFT JOIN institution AS i ON i.no = l.scope_no
WHERE l.person_id = @person_id AND (CAST(@scope_no AS bigint) = 0 OR l.scope_no = CAST(@scope_no AS bigint))
ORDER BY l.made_at, l.id;

-- name: LinksDeleteOfUser :exec
DELETE FROM link WHERE user_id = @user_id AND kind = @kind;

-- name: LinksDeleteOfPerson :exec
DELETE FROM link
WHERE person_id = @person_id AND (CAST(@every_group AS boolean) OR group_id = @group_id)
    AND (CAST(@scope_no AS bigint) = 0 OR scope_no = CAST(@scope_no AS bigint));

-- name: LinksDeleteOfGroup :exec
DELETE FROM link
WHERE group_id = @group_id AND (CAST(@scope_no AS bigint) = 0 OR scope_no = CAST(@scope_no AS bigint));

-- name: LinksDeleteExpired :exec
DELETE FROM link WHERE expires_at <= @now;

-- Counted in one statement, which takes the row; a full window gives no row.
-- name: TryCount :one
INSERT INTO attempt (key, tries, until_at) VALUES (@key, 1, @until_at)
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN attempt.until_at <= CAST(@now AS bigint) THEN 1 ELSE attempt.tries + 1 END,
    until_at = CASE WHEN attempt.until_at <= CAST(@now AS bigint) THEN excluded.until_at ELSE attempt.until_at END
WHERE attempt.until_at <= CAST(@now AS bigint) OR attempt.tries < CAST(@most AS bigint)
RETURNING until_at;

-- name: TryEnd :one
SELECT until_at FROM attempt WHERE key = @key;

-- name: GoodbyeInsert :exec
INSERT INTO goodbye (token_hash, ending, until) VALUES (@token_hash, @ending, @until)
ON CONFLICT DO NOTHING;

-- name: Goodbye :one
SELECT ending FROM goodbye WHERE token_hash = @token_hash AND until > @now;

-- name: GoodbyesDeleteExpired :exec
DELETE FROM goodbye WHERE until <= @now;

-- name: TryGiveBack :exec
UPDATE attempt SET tries = tries - 1 WHERE key = @key AND until_at = @until_at AND tries > 0;

-- name: TryDeleteNone :exec
DELETE FROM attempt WHERE key = @key AND tries = 0;

-- name: TriesForget :exec
DELETE FROM attempt WHERE key = (SELECT u.login_key FROM app_user AS u WHERE u.id = @user_id);

-- name: TriesDeleteOver :exec
DELETE FROM attempt WHERE until_at <= @now;
