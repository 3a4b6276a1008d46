-- name: StrategyInsert :execrows
INSERT INTO strategy (institution_no, id, programme_id, title, from_year, to_year, note, attachment_id, made_at, version)
VALUES (@institution_no, @id, @programme_id, @title, @from_year, @to_year, @note, @attachment_id, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: StrategyUpdate :execrows
UPDATE strategy SET title = @title, from_year = @from_year, to_year = @to_year, note = @note,
    attachment_id = @attachment_id, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: StrategyDelete :execrows
DELETE FROM strategy WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: StrategyByID :one
SELECT * FROM strategy WHERE institution_no = @institution_no AND id = @id;

-- name: Strategies :many
SELECT * FROM strategy
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY from_year NULLS LAST, made_at, id;

-- name: PremisesStepInsert :execrows
INSERT INTO premises_step (institution_no, id, programme_id, place, kind, happened_on, happened_precision, happened_words, said, made_at, version)
VALUES (@institution_no, @id, @programme_id, @place, @kind, @happened_on, @happened_precision, @happened_words, @said, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: PremisesStepUpdate :execrows
UPDATE premises_step SET kind = @kind, happened_on = @happened_on, happened_precision = @happened_precision,
    happened_words = @happened_words, said = @said, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: PremisesStepPlace :exec
UPDATE premises_step SET place = @place WHERE institution_no = @institution_no AND id = @id;

-- name: PremisesStepDelete :execrows
DELETE FROM premises_step WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: PremisesStepByID :one
SELECT * FROM premises_step WHERE institution_no = @institution_no AND id = @id;

-- name: PremisesSteps :many
SELECT * FROM premises_step
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY place, made_at, id;

-- name: Partners :many
SELECT name, kind FROM programme_partner
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY place;

-- name: PartnersDelete :exec
DELETE FROM programme_partner WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: PartnerInsert :exec
INSERT INTO programme_partner (institution_no, programme_id, place, name, kind)
VALUES (@institution_no, @programme_id, @place, @name, @kind);

-- name: Contact :one
SELECT * FROM programme_contact WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: ContactInsert :execrows
INSERT INTO programme_contact (institution_no, programme_id, name, email, phone, web, version)
VALUES (@institution_no, @programme_id, @name, @email, @phone, @web, 1)
ON CONFLICT DO NOTHING;

-- name: ContactUpdate :execrows
UPDATE programme_contact SET name = @name, email = @email, phone = @phone, web = @web, version = version + 1
WHERE institution_no = @institution_no AND programme_id = @programme_id AND version = @version;

-- name: RecordParts :one
SELECT
    (SELECT COUNT(*) FROM strategy AS s WHERE s.institution_no = @institution_no AND s.programme_id = @programme_id) AS strategies,
    (SELECT COUNT(*) FROM premises_step AS q WHERE q.institution_no = @institution_no AND q.programme_id = @programme_id) AS steps,
    (SELECT COUNT(*) FROM programme_partner AS r WHERE r.institution_no = @institution_no AND r.programme_id = @programme_id) AS partners,
    (SELECT COUNT(*) FROM programme_contact AS c WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id
        AND NOT (c.name = '' AND c.email = '' AND c.phone = '' AND c.web = '')) AS contacts,
    (SELECT COUNT(*) FROM attachment AS f WHERE f.institution_no = @institution_no AND f.programme_id = @programme_id) AS files;
