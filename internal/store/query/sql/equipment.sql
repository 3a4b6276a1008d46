-- name: EquipmentInsert :execrows
INSERT INTO equipment (institution_no, id, folded, mark, room_id, state, state_said, bought_on, cost, fund_id, bookable, made_at, version)
VALUES (@institution_no, @id, @folded, @mark, @room_id, @state, @state_said, @bought_on, @cost, @fund_id, @bookable, @made_at, 1) ON CONFLICT DO NOTHING;

-- name: EquipmentUpdate :execrows
UPDATE equipment SET folded = @folded, mark = @mark, room_id = @room_id, state = @state, state_said = @state_said, bought_on = @bought_on,
    cost = @cost, fund_id = @fund_id, bookable = @bookable, version = version + 1
WHERE institution_no = @institution_no AND id = @id;

-- name: EquipmentByID :one
SELECT sqlc.embed(e), sqlc.embed(r), COALESCE(f.funder, '') AS funder, f.programme_id
FROM equipment e JOIN resource r ON r.id = e.id
LEFT JOIN fund f ON f.institution_no = e.institution_no AND f.id = e.fund_id
WHERE e.institution_no = @institution_no AND e.id = @id;

-- name: EquipmentAll :many
SELECT sqlc.embed(e), sqlc.embed(r), COALESCE(f.funder, '') AS funder, f.programme_id
FROM equipment e JOIN resource r ON r.id = e.id
LEFT JOIN fund f ON f.institution_no = e.institution_no AND f.id = e.fund_id
WHERE e.institution_no = @institution_no ORDER BY e.folded, e.id;

-- name: EquipmentNoteInsert :execrows
INSERT INTO equipment_note (institution_no, id, equipment_id, state, said, noted_by, noted_at)
VALUES (@institution_no, @id, @equipment_id, @state, @said, @noted_by, @noted_at) ON CONFLICT DO NOTHING;

-- name: EquipmentNotes :many
SELECT * FROM equipment_note WHERE institution_no = @institution_no AND equipment_id = @equipment_id ORDER BY noted_at DESC, id DESC;

-- Where the money may have come from: the sources of all programmes.
-- name: EquipmentFunds :many
SELECT f.id, f.funder, f.programme_id, p.title FROM fund f
JOIN programme p ON p.institution_no = f.institution_no AND p.id = f.programme_id
WHERE f.institution_no = @institution_no ORDER BY p.title, f.funder, f.id;
