-- name: ResourceTake :one
UPDATE resource SET touched = touched + 1 WHERE id = @id
RETURNING *, CAST(EXISTS (SELECT 1 FROM resource_share s WHERE s.resource_no = resource.no AND s.holder_no = CAST(@holder_no AS bigint)) AS boolean) AS lent;

-- name: ResourceByID :one
SELECT *, CAST(EXISTS (SELECT 1 FROM resource_share s WHERE s.resource_no = r.no AND s.holder_no = CAST(@holder_no AS bigint)) AS boolean) AS lent
FROM resource r WHERE r.id = @id;

-- name: ResourceInsert :execrows
INSERT INTO resource (no, id, owner_no, kind, amount, terms, retired_at, touched, version)
VALUES (@no, @id, @owner_no, @kind, @amount, @terms, NULL, 0, 1) ON CONFLICT DO NOTHING;

-- name: ResourceUpdate :execrows
UPDATE resource SET amount = @amount, terms = @terms, retired_at = @retired_at, touched = touched + 1, version = version + 1
WHERE id = @id AND owner_no = @owner_no AND version = @version;

-- name: ResourcesOwn :many
SELECT * FROM resource WHERE owner_no = @owner_no ORDER BY no;

-- name: ResourcesLent :many
SELECT r.* FROM resource r JOIN resource_share s ON s.resource_no = r.no
WHERE s.holder_no = @holder_no AND r.retired_at IS NULL ORDER BY r.no;

-- name: LentBy :many
SELECT sqlc.embed(r), i.name AS owner FROM resource r
JOIN resource_share s ON s.resource_no = r.no JOIN institution i ON i.no = r.owner_no
WHERE s.holder_no = @holder_no AND r.retired_at IS NULL ORDER BY r.no;

-- name: SharesOf :many
SELECT i.no, i.id, i.name, i.place FROM resource_share s JOIN institution i ON i.no = s.holder_no
WHERE s.resource_no = @resource_no ORDER BY i.name, i.no;

-- name: Neighbours :many
SELECT no, id, name, place FROM institution WHERE no <> @no ORDER BY name, no;

-- name: ShareAdd :execrows
INSERT INTO resource_share (resource_no, holder_no) VALUES (@resource_no, @holder_no) ON CONFLICT DO NOTHING;

-- name: ShareDrop :execrows
DELETE FROM resource_share WHERE resource_no = @resource_no AND holder_no = @holder_no;

-- name: RoomPhotoPut :exec
INSERT INTO room_photo (institution_no, room_id, kind, says, content) VALUES (@institution_no, @room_id, @kind, @says, @content)
ON CONFLICT (institution_no, room_id) DO UPDATE SET kind = excluded.kind, says = excluded.says, content = excluded.content;

-- name: RoomPhotoDrop :execrows
DELETE FROM room_photo WHERE institution_no = @institution_no AND room_id = @room_id;

-- name: RoomPhoto :one
SELECT kind, says, content FROM room_photo WHERE institution_no = @institution_no AND room_id = @room_id;

-- name: BuildingInsert :execrows
INSERT INTO building (institution_no, id, name, folded, owner, address, hidden, directions, made_at, version)
VALUES (@institution_no, @id, @name, @folded, @owner, @address, @hidden, @directions, @made_at, 1) ON CONFLICT DO NOTHING;

-- name: BuildingUpdate :execrows
UPDATE building SET name = @name, folded = @folded, owner = @owner, address = @address, hidden = @hidden, directions = @directions, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: BuildingByID :one
SELECT * FROM building WHERE institution_no = @institution_no AND id = @id;

-- name: Buildings :many
SELECT * FROM building WHERE institution_no = @institution_no ORDER BY folded, id;

-- name: RoomInsert :execrows
INSERT INTO room (institution_no, id, building_id, folded, floor, layout, in_place, directions, rules, made_at, version)
VALUES (@institution_no, @id, @building_id, @folded, @floor, @layout, @in_place, @directions, @rules, @made_at, 1) ON CONFLICT DO NOTHING;

-- name: RoomUpdate :execrows
UPDATE room SET building_id = @building_id, folded = @folded, floor = @floor, layout = @layout, in_place = @in_place,
    directions = @directions, rules = @rules, version = version + 1
WHERE institution_no = @institution_no AND id = @id;

-- name: RoomByID :one
SELECT sqlc.embed(m), sqlc.embed(r),
    CAST(COALESCE((SELECT p.says FROM room_photo p WHERE p.institution_no = m.institution_no AND p.room_id = m.id), '') AS text) AS says
FROM room m JOIN resource r ON r.id = m.id
WHERE m.institution_no = @institution_no AND m.id = @id;

-- name: Rooms :many
SELECT sqlc.embed(m), sqlc.embed(r),
    CAST(COALESCE((SELECT p.says FROM room_photo p WHERE p.institution_no = m.institution_no AND p.room_id = m.id), '') AS text) AS says
FROM room m JOIN resource r ON r.id = m.id
WHERE m.institution_no = @institution_no ORDER BY m.folded, m.id;
