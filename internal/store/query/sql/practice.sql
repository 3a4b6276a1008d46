-- The shelf is read by everybody and written by whoever publishes.

-- name: PracticeReserve :execrows
INSERT INTO practice (slug, card_id, house_no, withdrawn, entry, seq, look, at)
VALUES (@slug, @card_id, @house_no, FALSE, '', 0, '', @at)
ON CONFLICT DO NOTHING;

-- name: PracticeFree :exec
DELETE FROM practice WHERE slug = @slug AND card_id = @card_id AND entry = '';

-- name: PracticeSet :execrows
UPDATE practice SET withdrawn = FALSE, entry = @entry, seq = @seq, look = @look, at = @at WHERE slug = @slug;

-- name: PracticeWithdraw :execrows
UPDATE practice SET withdrawn = TRUE, seq = @seq WHERE slug = @slug;

-- name: PracticeStanding :one
SELECT entry, seq FROM practice WHERE slug = @slug AND NOT withdrawn AND entry <> '';

-- name: PracticeRenew :execrows
UPDATE practice SET entry = @entry, seq = @seq, look = @look WHERE slug = @slug AND seq = @before AND NOT withdrawn;

-- name: PracticeOutdate :execrows
UPDATE practice SET look = '', seq = @seq WHERE slug = @slug;

-- name: PracticesOfOtherLook :many
SELECT slug FROM practice WHERE NOT withdrawn AND entry <> '' AND look <> @look AND slug > @after ORDER BY slug LIMIT @most;

-- name: PracticeSeqStart :exec
INSERT INTO practice_seq (one, seq) VALUES (1, 0) ON CONFLICT DO NOTHING;

-- name: PracticeSeqNext :one
UPDATE practice_seq SET seq = seq + 1 WHERE one = 1 RETURNING seq;

-- name: PracticeSeq :one
SELECT seq FROM practice_seq WHERE one = 1;

-- name: PracticesSince :many
SELECT * FROM practice WHERE seq > @seq ORDER BY seq LIMIT @most;

-- name: PracticeBySlug :one
SELECT withdrawn, entry FROM practice WHERE slug = @slug;

-- name: PracticePagesDelete :exec
DELETE FROM practice_page WHERE slug = @slug;

-- name: PracticePageInsert :exec
INSERT INTO practice_page (slug, lang, form, type, etag, content, gzip, at)
VALUES (@slug, @lang, @form, @type, @etag, @content, @gzip, @at);

-- name: PracticePage :one
SELECT type, etag, content, gzip, at FROM practice_page WHERE slug = @slug AND lang = @lang AND form = @form;

-- name: PracticeAttachmentsWithdraw :exec
UPDATE practice_attachment SET withdrawn = TRUE, name = '' WHERE slug = @slug;

-- name: PracticeAttachmentWithdraw :exec
UPDATE practice_attachment SET withdrawn = TRUE, name = '' WHERE slug = @slug AND id = @id;

-- name: PracticeAttachmentPut :exec
INSERT INTO practice_attachment (slug, id, name, type, size, withdrawn) VALUES (@slug, @id, @name, @type, @size, FALSE)
ON CONFLICT (slug, id) DO UPDATE SET name = excluded.name, type = excluded.type, size = excluded.size, withdrawn = FALSE;

-- name: PracticeAttachment :one
SELECT a.name, a.type, a.size, a.withdrawn, p.house_no FROM practice_attachment AS a JOIN practice AS p ON p.slug = a.slug
WHERE a.slug = @slug AND a.id = @id;

-- name: PracticeAttachmentsWithdrawn :many
SELECT id FROM practice_attachment WHERE slug = @slug AND withdrawn;

-- name: PracticesWithAttachment :many
SELECT a.slug FROM practice_attachment AS a JOIN practice AS p ON p.slug = a.slug
WHERE a.id = @id AND NOT a.withdrawn AND p.house_no = @house_no ORDER BY a.slug;

-- name: PracticeReadersAdd :exec
INSERT INTO practice_readers (slug, day, readers)
SELECT p.slug, CAST(@day AS text), CAST(@readers AS bigint) FROM practice p WHERE p.slug = @slug
ON CONFLICT (slug, day) DO UPDATE SET readers = practice_readers.readers + excluded.readers;

-- name: PracticeReaders :one
SELECT CAST(COALESCE(SUM(readers), 0) AS bigint) FROM practice_readers WHERE slug = @slug AND day >= @since;
