-- name: ShelfInsert :execrows
INSERT INTO shelf_item (institution_no, id, group_id, kind, size, title, why, label, address, traces, digest, person_id, made_at)
VALUES (@institution_no, @id, @group_id, @kind, @size, @title, @why, @label, @address, @traces, @digest, @person_id, @made_at)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: ShelfPieceInsert :exec
INSERT INTO shelf_piece (institution_no, item_id, place, id, content)
VALUES (@institution_no, @item_id, @place, @id, @content);

-- name: ShelfUpdate :execrows
UPDATE shelf_item SET title = @title, why = @why, label = @label,
    address = COALESCE(sqlc.narg('address'), address), digest = COALESCE(sqlc.narg('digest'), digest), version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id AND version = @version;

-- name: ShelfPiecesDelete :exec
DELETE FROM shelf_piece WHERE institution_no = @institution_no AND item_id = @item_id;

-- name: ShelfDelete :execrows
DELETE FROM shelf_item WHERE institution_no = @institution_no AND id = @id;

-- name: ShelfMeasure :one
SELECT COUNT(*) AS items, CAST(COALESCE(SUM(size), 0) AS bigint) AS bytes FROM shelf_item
WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: ShelfByID :one
SELECT * FROM shelf_item WHERE institution_no = @institution_no AND group_id = @group_id AND id = @id;

-- name: ShelfGroup :one
SELECT group_id FROM shelf_item WHERE institution_no = @institution_no AND id = @id;

-- name: ShelfItems :many
SELECT * FROM shelf_item WHERE institution_no = @institution_no AND group_id = @group_id
ORDER BY made_at DESC, id DESC;

-- name: ShelfPrints :many
SELECT id, digest, version FROM shelf_item WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: ShelfVersions :many
SELECT id, version FROM shelf_item WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: ShelfPiece :one
SELECT content FROM shelf_piece WHERE institution_no = @institution_no AND item_id = @item_id AND place = @place;

-- name: ShelfLeave :exec
UPDATE shelf_item SET person_id = NULL
WHERE institution_no = @institution_no AND person_id = @person_id AND (CAST(@every_group AS boolean) OR group_id = @group_id);

-- name: ShelfClose :exec
UPDATE shelf_item SET person_id = NULL WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: ShelfCarry :exec
UPDATE shelf_item SET group_id = @to_id WHERE institution_no = @institution_no AND group_id = @from_id;
