-- name: AuditHeadStart :exec
INSERT INTO audit_head (institution_no, seq, mac) VALUES (@institution_no, 0, @mac)
ON CONFLICT DO NOTHING;

-- The chain's aggregate: taking it keeps every other record of the institution
-- waiting until the commit, so it is taken last.
-- name: AuditHeadTake :one
UPDATE audit_head SET seq = seq + @added WHERE institution_no = @institution_no
RETURNING seq, mac;

-- name: AuditHead :one
SELECT seq, mac FROM audit_head WHERE institution_no = @institution_no;

-- name: AuditLinksAfter :many
SELECT * FROM audit_link
WHERE institution_no = @institution_no AND seq > @seq
ORDER BY seq LIMIT CAST(@most AS bigint);

-- What changed after a record; ids only where they are groups.
-- name: AuditNews :many
SELECT group_id, kind, CAST(CASE WHEN kind = 'group' THEN ids ELSE '[]' END AS text) AS ids FROM audit_link
WHERE institution_no = @institution_no AND seq > @seq AND NOT apart
ORDER BY seq LIMIT CAST(@most AS bigint);

-- name: AuditLinks :many
SELECT * FROM audit_link
WHERE institution_no = @institution_no
    AND (CAST(@every_group AS boolean) OR group_id = @group_id)
    AND (CAST(@every_user AS boolean) OR user_id = @user_id)
    AND (CAST(@every_action AS boolean) OR action = @action)
    AND at >= @since AND at < @until
ORDER BY seq DESC LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- A chain is never changed below its head, so that parts read one after the
-- other from there are one whole.
-- name: AuditLinksBefore :many
SELECT * FROM audit_link
WHERE institution_no = @institution_no AND seq < @seq
    AND (CAST(@every_group AS boolean) OR group_id = @group_id)
    AND (CAST(@every_user AS boolean) OR user_id = @user_id)
    AND (CAST(@every_action AS boolean) OR action = @action)
    AND at >= @since AND at < @until
ORDER BY seq DESC LIMIT CAST(@most AS bigint);

-- name: AuditLinksCount :one
SELECT COUNT(*) FROM audit_link
WHERE institution_no = @institution_no
    AND (CAST(@every_group AS boolean) OR group_id = @group_id)
    AND (CAST(@every_user AS boolean) OR user_id = @user_id)
    AND (CAST(@every_action AS boolean) OR action = @action)
    AND at >= @since AND at < @until;

-- name: AuditHeads :many
SELECT institution_no, seq, mac FROM audit_head ORDER BY institution_no;

-- name: AuditLinkMAC :one
SELECT mac FROM audit_link WHERE institution_no = @institution_no AND seq = @seq;
