-- name: InvitationInsert :execrows
INSERT INTO invitation (token_hash, scope_no, id, group_id, made_at, until)
VALUES (@token_hash, @scope_no, @id, @group_id, @made_at, @until)
ON CONFLICT (scope_no, id) DO NOTHING;

-- name: InvitationByToken :one
SELECT v.scope_no, v.id, v.group_id, v.made_at, v.until, v.used_at, v.person_id, v.form_hash, i.id AS institution_id, i.zone FROM invitation v
JOIN institution i ON i.no = v.scope_no
WHERE v.token_hash = @token_hash;

-- name: InvitationsOpen :many
SELECT id, made_at, until FROM invitation
WHERE scope_no = @scope_no AND group_id = @group_id AND until > @now AND used_at IS NULL
ORDER BY made_at DESC, id DESC;

-- Of two who use it at once the second finds it used.
-- name: InvitationUse :execrows
UPDATE invitation SET used_at = @used_at, person_id = @person_id, form_hash = @form_hash
WHERE scope_no = @scope_no AND id = @id AND used_at IS NULL;

-- name: InvitationDrop :execrows
DELETE FROM invitation WHERE scope_no = @scope_no AND group_id = @group_id AND id = @id AND used_at IS NULL;

-- name: InvitationsEnd :exec
DELETE FROM invitation WHERE scope_no = @scope_no AND group_id = @group_id;

-- name: InvitationsForget :exec
DELETE FROM invitation WHERE scope_no = @scope_no AND person_id = @person_id;

-- name: InvitationsSweep :exec
DELETE FROM invitation WHERE scope_no = @scope_no AND until < @before;
