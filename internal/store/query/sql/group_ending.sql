-- name: EndingInsert :exec
INSERT INTO group_ending (institution_no, group_id, reason, house, onward, words)
VALUES (@institution_no, @group_id, @reason, @house, @onward, @words);

-- name: EndingDelete :exec
DELETE FROM group_ending WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: EndingOf :one
SELECT * FROM group_ending WHERE institution_no = @institution_no AND group_id = @group_id;

-- A step that is written down again by its old id and taken back again stays as
-- it was first.
-- name: StepBackInsert :exec
INSERT INTO group_step_back (institution_no, id, group_id, stage, happened_on, happened_precision, reason, by_user, made_at)
VALUES (@institution_no, @id, @group_id, @stage, @happened_on, @happened_precision, @reason, @by_user, @made_at)
ON CONFLICT DO NOTHING;

-- name: StepsBack :many
SELECT * FROM group_step_back WHERE institution_no = @institution_no AND group_id = @group_id
ORDER BY made_at, id;
