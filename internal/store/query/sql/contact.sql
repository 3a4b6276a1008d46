-- name: SafeContactLatest :one
SELECT * FROM contact WHERE institution_no = @institution_no AND party_id = @party_id AND latest;

-- name: SafeContactsLatest :many
SELECT * FROM contact
WHERE institution_no = @institution_no AND latest
    AND party_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SafeContactHistory :many
SELECT sqlc.embed(c), u.name FROM contact AS c
LEFT JOIN app_user AS u ON u.id = c.by_user
WHERE c.institution_no = @institution_no AND c.party_id = @party_id
ORDER BY c.version DESC;

-- name: SafeContactOutdate :execrows
UPDATE contact SET latest = FALSE
WHERE institution_no = @institution_no AND party_id = @party_id AND latest AND version = @version;

-- name: SafeContactInsert :execrows
INSERT INTO contact (institution_no, id, party_id, person_id, user_id, version, latest, may, channel, details, confirm_by, made_at, by_user, by_link)
VALUES (@institution_no, @id, @party_id, @person_id, @user_id, @version, TRUE, @may, @channel, @details, @confirm_by, @made_at, @by_user, @by_link)
ON CONFLICT DO NOTHING;

-- name: SafeContactsDelete :exec
DELETE FROM contact WHERE institution_no = @institution_no AND party_id = @party_id;

-- The version stays: taking is what counts.
-- name: SafeContactUserTake :one
UPDATE app_user SET version = version WHERE id = @id RETURNING forgotten_in;

-- name: SafeContactSensitive :one
SELECT COUNT(*) FROM membership AS b
JOIN circle AS c ON c.institution_no = b.institution_no AND c.id = b.group_id
WHERE b.institution_no = @institution_no AND c.institution_no = @institution_no AND b.person_id = @person_id
    AND b.left_on IS NULL AND c.sensitive;

-- name: StopLinkInsert :exec
INSERT INTO stop_link (token_hash, scope_no, person_id, user_id, made_at)
VALUES (@token_hash, @scope_no, @person_id, @user_id, @made_at);

-- name: StopLinkByToken :one
SELECT * FROM stop_link WHERE token_hash = @token_hash;

-- name: StopLinksDelete :exec
DELETE FROM stop_link
WHERE scope_no = @scope_no AND (person_id = @person_id OR user_id = @user_id);
