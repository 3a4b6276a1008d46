-- name: AttendanceKeepWas :exec
INSERT INTO attendance_was (institution_no, meeting_id, version, total, newcomers, led, recorded_at, corrected_at, by_user)
VALUES (@institution_no, @meeting_id, @version, @total, @newcomers, @led, @recorded_at, @corrected_at, @by_user);

-- name: PresenceKeepWas :exec
INSERT INTO presence_was (institution_no, meeting_id, version, person_id)
SELECT p.institution_no, p.meeting_id, CAST(@version AS bigint), p.person_id
FROM presence p WHERE p.institution_no = @institution_no AND p.meeting_id = @meeting_id;

-- name: PresenceForgetWas :exec
DELETE FROM presence_was WHERE institution_no = @institution_no AND person_id = @person_id;

-- name: AttendanceWas :many
SELECT w.version, w.total, w.newcomers, w.led, w.recorded_at, w.corrected_at, w.by_user, u.name FROM attendance_was w
LEFT JOIN app_user u ON u.id = w.by_user
WHERE w.institution_no = @institution_no AND w.meeting_id = @meeting_id
ORDER BY w.version DESC LIMIT CAST(@most AS bigint);

-- name: PresenceWas :many
SELECT version, person_id FROM presence_was
WHERE institution_no = @institution_no AND meeting_id = @meeting_id AND version >= CAST(@since AS bigint)
ORDER BY version, person_id;

-- Whoever corrects by a link is nobody who is known.
-- name: AttendanceWasByLink :one
SELECT COUNT(*) FROM attendance_was WHERE institution_no = @institution_no AND meeting_id = @meeting_id AND by_user IS NULL;

-- name: CountLinkPut :exec
INSERT INTO count_link (token_hash, scope_no, meeting_id, made_at, ends_at, ticks)
VALUES (@token_hash, @scope_no, @meeting_id, @made_at, @ends_at, @ticks)
ON CONFLICT (scope_no, meeting_id) DO UPDATE
SET token_hash = excluded.token_hash, made_at = excluded.made_at, ends_at = excluded.ends_at, ticks = excluded.ticks;

-- The link that was made opens by another token; one that was ended by none.
-- name: CountLinkToken :execrows
UPDATE count_link SET token_hash = @token_hash WHERE scope_no = @scope_no AND meeting_id = @meeting_id AND ends_at > @now;

-- What ended does not open again.
-- name: CountLinkLasts :exec
UPDATE count_link SET ends_at = CASE WHEN ticks THEN CAST(@ticks_end_at AS bigint) ELSE CAST(@ends_at AS bigint) END
WHERE scope_no = @scope_no AND meeting_id = @meeting_id AND ends_at > @now
    AND ends_at < CASE WHEN ticks THEN CAST(@ticks_end_at AS bigint) ELSE CAST(@ends_at AS bigint) END;

-- name: CountLinkByToken :one
SELECT l.scope_no, l.meeting_id, l.ends_at, l.ticks, i.zone FROM count_link l
JOIN institution i ON i.no = l.scope_no
WHERE l.token_hash = @token_hash;

-- name: CountLinkOf :one
SELECT ends_at FROM count_link WHERE scope_no = @scope_no AND meeting_id = @meeting_id;

-- name: CountLinkDrop :execrows
DELETE FROM count_link WHERE scope_no = @scope_no AND meeting_id = @meeting_id;
