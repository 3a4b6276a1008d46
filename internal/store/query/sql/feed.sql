-- name: FeedInsert :execrows
INSERT INTO calendar_feed (id, token_hash, scope_no, user_id, kind, target_id, made_at)
VALUES (@id, @token_hash, @scope_no, @user_id, @kind, @target_id, @made_at) ON CONFLICT (id) DO NOTHING;

-- name: FeedRenew :execrows
UPDATE calendar_feed SET token_hash = @token_hash WHERE id = @id AND scope_no = @scope_no AND user_id = @user_id;

-- name: FeedByToken :one
SELECT sqlc.embed(f), i.zone FROM calendar_feed f
JOIN institution i ON i.no = f.scope_no
WHERE f.token_hash = @token_hash;

-- name: FeedsOf :many
SELECT * FROM calendar_feed WHERE scope_no = @scope_no AND user_id = @user_id ORDER BY made_at, id;

-- name: FeedDrop :execrows
DELETE FROM calendar_feed WHERE scope_no = @scope_no AND user_id = @user_id AND id = @id;

-- What a calendar shows of one's own or of a group, also what was cancelled
-- lately.
-- name: BookingsToShow :many
SELECT * FROM booking WHERE institution_no = @institution_no AND last_hi > @since
    AND (state <> 'cancelled' OR changed_at > @cancelled_since)
    AND (made_by = @made_by OR group_id = @group_id)
ORDER BY first_lo, id;
