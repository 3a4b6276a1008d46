-- name: SubjectUsers :many
SELECT id FROM app_user
WHERE id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectPeople :many
SELECT id FROM person
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectAttachments :many
SELECT id FROM attachment
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectAnyUser :one
SELECT id FROM app_user WHERE name IS NOT NULL LIMIT 1;

-- name: SubjectUsersSealed :many
SELECT id FROM app_user WHERE name IS NOT NULL;

-- name: SubjectSealed :many
SELECT id FROM person WHERE institution_no = @institution_no AND pseudonym IS NOT NULL;

-- name: SubjectImports :many
SELECT id FROM import
WHERE institution_no = @institution_no AND state = 'writing'
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectAgreed :many
SELECT id FROM agreed
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectShelf :many
SELECT id FROM shelf_item
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectVentures :many
SELECT id FROM venture
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectLetters :many
SELECT id FROM letter
WHERE institution_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectWriteLinks :many
SELECT id FROM write_link
WHERE scope_no = @institution_no
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectTopics :many
SELECT id FROM interest_topic
WHERE institution_no = @institution_no AND words IS NOT NULL
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: SubjectProposals :many
SELECT id FROM proposal
WHERE institution_no = @institution_no AND state <> 'withdrawn'
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);
