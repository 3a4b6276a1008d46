-- name: WaiterInsert :execrows
INSERT INTO group_waiter (institution_no, id, group_id, person_id, since_on, made_at)
VALUES (@institution_no, @id, @group_id, @person_id, @since_on, @made_at)
ON CONFLICT DO NOTHING;

-- name: WaiterByID :one
SELECT w.id, w.person_id, w.since_on, p.pseudonym, p.made_up FROM group_waiter w
JOIN person p ON p.institution_no = w.institution_no AND p.id = w.person_id
WHERE w.institution_no = @institution_no AND w.group_id = @group_id AND w.id = @id;

-- name: Waiters :many
SELECT w.id, w.person_id, w.since_on, p.pseudonym, p.made_up FROM group_waiter w
JOIN person p ON p.institution_no = w.institution_no AND p.id = w.person_id
WHERE w.institution_no = @institution_no AND w.group_id = @group_id
ORDER BY w.since_on, w.made_at, w.id;

-- name: WaitersCount :one
SELECT COUNT(*) FROM group_waiter WHERE institution_no = @institution_no AND group_id = @group_id AND person_id IS NOT NULL;

-- name: WaiterThere :one
SELECT COUNT(*) FROM group_waiter WHERE institution_no = @institution_no AND group_id = @group_id AND person_id = @person_id;

-- name: WaiterEnd :execrows
UPDATE group_waiter SET person_id = NULL
WHERE institution_no = @institution_no AND group_id = @group_id AND person_id = @person_id
    AND (CAST(@any_entry AS boolean) OR id = @id);

-- name: WaiterForget :exec
UPDATE group_waiter SET person_id = NULL WHERE institution_no = @institution_no AND person_id = @person_id;

-- name: WaitersClose :exec
UPDATE group_waiter SET person_id = NULL WHERE institution_no = @institution_no AND group_id = @group_id AND person_id IS NOT NULL;

-- name: WaiterPerson :one
SELECT person_id FROM group_waiter WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id;
