-- name: Editions :many
SELECT * FROM group_agreement
WHERE institution_no = @institution_no AND group_id = @group_id
ORDER BY edition DESC;

-- name: EditionByID :one
SELECT * FROM group_agreement WHERE institution_no = @institution_no AND id = @id;

-- name: EditionInsert :execrows
INSERT INTO group_agreement (institution_no, id, group_id, edition, lang, rules, present, made_at, version)
VALUES (@institution_no, @id, @group_id, @edition, @lang, @rules, 0, @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: EditionUpdate :execrows
UPDATE group_agreement SET rules = @rules, agreed_on = sqlc.narg('agreed_on'), review_on = sqlc.narg('review_on'), present = @present,
    version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version AND agreed_on IS NULL;

-- name: EditionDelete :execrows
DELETE FROM group_agreement WHERE institution_no = @institution_no AND id = @id AND agreed_on IS NULL;

-- name: EditionAccept :execrows
INSERT INTO group_agreement_yes (institution_no, agreement_id, person_id, accepted_on)
VALUES (@institution_no, @agreement_id, @person_id, @accepted_on)
ON CONFLICT DO NOTHING;

-- name: EditionAccepted :one
SELECT COUNT(*) FROM group_agreement_yes y
JOIN group_agreement e ON e.institution_no = y.institution_no AND e.id = y.agreement_id
JOIN membership m ON m.institution_no = e.institution_no AND m.group_id = e.group_id AND m.person_id = y.person_id AND m.left_on IS NULL
WHERE y.institution_no = @institution_no AND y.agreement_id = @agreement_id;

-- name: EditionAcceptedBy :one
SELECT COUNT(*) FROM group_agreement_yes
WHERE institution_no = @institution_no AND agreement_id = @agreement_id AND person_id = @person_id;

-- name: EditionsForget :exec
DELETE FROM group_agreement_yes WHERE institution_no = @institution_no AND person_id = @person_id;
