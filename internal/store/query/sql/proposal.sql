-- name: ProposalDoorByToken :one
SELECT d.scope_no, d.token, d.is_open, i.name, i.zone FROM proposal_door d
JOIN institution i ON i.no = d.scope_no
WHERE d.token = @token;

-- name: ProposalDoorOf :one
SELECT d.scope_no, d.token, d.is_open, i.name, i.zone FROM proposal_door d
JOIN institution i ON i.no = d.scope_no
WHERE d.scope_no = @scope_no;

-- The token of the first time stays: it stands on posters.
-- name: ProposalDoorPut :exec
INSERT INTO proposal_door (scope_no, token, is_open) VALUES (@scope_no, @token, @is_open)
ON CONFLICT (scope_no) DO UPDATE SET is_open = excluded.is_open;

-- name: ProposalInsert :execrows
INSERT INTO proposal (institution_no, id, wish, kind, words, suits, pseudonym, reach, contact, contact_when, lang, state, made_at, version)
VALUES (@institution_no, @id, @wish, sqlc.narg('kind'), @words, @suits, @pseudonym, @reach, @contact, @contact_when, @lang, 'asked', @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: ProposalTake :execrows
UPDATE proposal SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: ProposalByID :one
SELECT * FROM proposal WHERE institution_no = @institution_no AND id = @id;

-- name: ProposalsAll :many
SELECT * FROM proposal WHERE institution_no = @institution_no AND state <> 'withdrawn'
ORDER BY CASE state WHEN 'asked' THEN 0 WHEN 'put_off' THEN 1 ELSE 2 END, made_at DESC, id
LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: ProposalsCount :one
SELECT COUNT(*) FROM proposal WHERE institution_no = @institution_no AND state <> 'withdrawn';

-- name: ProposalsAsked :one
SELECT COUNT(*) AS n, CAST(COALESCE(MIN(made_at), 0) AS bigint) AS since FROM proposal WHERE institution_no = @institution_no AND state = 'asked';

-- name: ProposalSet :exec
UPDATE proposal SET state = @state, why = @why, group_id = sqlc.narg('group_id'), version = version + 1
WHERE institution_no = @institution_no AND id = @id;

-- name: ProposalWithdraw :exec
UPDATE proposal SET state = 'withdrawn', why = NULL, group_id = NULL, kind = NULL, words = NULL, suits = NULL, pseudonym = NULL,
    reach = 'none', contact = NULL, contact_when = NULL, version = version + 1
WHERE institution_no = @institution_no AND id = @id;

-- name: InterestWithdrawWords :exec
UPDATE interest_topic SET words = NULL
WHERE interest_topic.institution_no = @institution_no
    AND id IN (SELECT m.topic_id FROM interest m WHERE m.institution_no = @institution_no AND m.id = @entry)
    AND NOT EXISTS (SELECT 1 FROM interest o WHERE o.institution_no = @institution_no AND o.topic_id = interest_topic.id
        AND o.state IN ('waits', 'invited', 'put_off') AND o.id <> @entry);

-- name: InterestWithdraw :exec
UPDATE interest SET state = 'withdrawn', why = NULL, group_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND state <> 'joined';

-- name: ProposalsOld :many
SELECT id FROM proposal WHERE institution_no = @institution_no AND made_at < @before;

-- name: ProposalsSweep :exec
DELETE FROM proposal WHERE institution_no = @institution_no AND made_at < @before;
