-- name: CostInsert :execrows
INSERT INTO cost (institution_no, id, programme_id, fund_id, item, category, amount, note, made_at, version)
VALUES (@institution_no, @id, @programme_id, @fund_id, @item, @category, @amount, @note, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: CostUpdate :execrows
UPDATE cost SET fund_id = @fund_id, item = @item, category = @category, amount = @amount, note = @note, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: CostDelete :execrows
DELETE FROM cost WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: CostByID :one
SELECT sqlc.embed(c), f.funder FROM cost c
LEFT JOIN fund f ON f.institution_no = c.institution_no AND f.id = c.fund_id
WHERE c.institution_no = @institution_no AND c.id = @id;

-- name: Costs :many
SELECT sqlc.embed(c), f.funder FROM cost c
LEFT JOIN fund f ON f.institution_no = c.institution_no AND f.id = c.fund_id
WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY c.made_at, c.id;

-- name: FundInsert :execrows
INSERT INTO fund (institution_no, id, programme_id, funder, purpose, granted, amount, made_at, version)
VALUES (@institution_no, @id, @programme_id, @funder, @purpose, @granted, @amount, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: FundUpdate :execrows
UPDATE fund SET funder = @funder, purpose = @purpose, granted = @granted, amount = @amount, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: FundLeave :exec
UPDATE cost SET fund_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND fund_id = @fund_id;

-- name: FundLeaveEquipment :exec
UPDATE equipment SET fund_id = NULL WHERE institution_no = @institution_no AND fund_id = @fund_id;

-- name: FundDelete :execrows
DELETE FROM fund WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: FundByID :one
SELECT * FROM fund WHERE institution_no = @institution_no AND id = @id;

-- name: Funds :many
SELECT * FROM fund
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY made_at, id;
