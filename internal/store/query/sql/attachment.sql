-- name: AttachmentInsert :execrows
INSERT INTO attachment (institution_no, id, programme_id, kind, size, name, about, traces, public_at, made_at, version)
VALUES (@institution_no, @id, @programme_id, @kind, @size, @name, @about, @traces, NULL, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: AttachmentPieceInsert :exec
INSERT INTO attachment_piece (institution_no, attachment_id, place, id, content)
VALUES (@institution_no, @attachment_id, @place, @id, @content);

-- name: AttachmentsMeasure :one
SELECT CAST(COALESCE(SUM(size), 0) AS bigint) AS bytes, COUNT(*) AS files
FROM attachment WHERE institution_no = @institution_no;

-- name: AttachmentUpdate :execrows
UPDATE attachment SET name = @name, about = @about, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: AttachmentPublish :execrows
UPDATE attachment SET public_at = @public_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: AttachmentDelete :execrows
DELETE FROM attachment WHERE institution_no = @institution_no AND id = @id;

-- name: AttachmentPiecesDelete :exec
DELETE FROM attachment_piece WHERE institution_no = @institution_no AND attachment_id = @attachment_id;

-- name: AttachmentLeave :exec
UPDATE strategy SET attachment_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND attachment_id = @attachment_id;

-- name: AttachmentTake :execrows
UPDATE attachment SET version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: AttachmentTakePublic :execrows
UPDATE attachment SET version = version
WHERE institution_no = @institution_no AND id = @id AND version = @version AND public_at IS NOT NULL;

-- name: AttachmentVersion :one
SELECT version FROM attachment WHERE institution_no = @institution_no AND id = @id;

-- name: AttachmentOwner :one
SELECT programme_id FROM attachment WHERE institution_no = @institution_no AND id = @id;

-- name: AttachmentByID :one
SELECT * FROM attachment WHERE institution_no = @institution_no AND id = @id;

-- name: Attachments :many
SELECT * FROM attachment
WHERE institution_no = @institution_no AND programme_id = @programme_id
ORDER BY made_at, id;

-- name: AttachmentPiece :one
SELECT content FROM attachment_piece
WHERE institution_no = @institution_no AND attachment_id = @attachment_id AND place = @place;

-- name: AttachmentPublicPiece :one
SELECT p.content FROM attachment_piece AS p
JOIN attachment AS a ON a.institution_no = p.institution_no AND a.id = p.attachment_id
WHERE p.institution_no = @institution_no AND p.attachment_id = @attachment_id AND p.place = @place AND a.public_at IS NOT NULL;
