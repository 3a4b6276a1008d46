-- Programmes that go out into a file and come in from one. What is coming in
-- bears the id of its import until TransferShow… takes it away; only here the
-- tables behind the views are read.

-- name: TransferInsert :execrows
INSERT INTO import (institution_no, id, programme_id, state, title, kind, size, chunks, done, by_user, made_at, expires_at)
VALUES (@institution_no, @id, @programme_id, 'writing', @title, @kind, @size, @chunks, 0, @by_user, @made_at, @expires_at)
ON CONFLICT DO NOTHING;

-- name: TransferByID :one
SELECT * FROM import WHERE institution_no = @institution_no AND id = @id;

-- name: TransferOpen :one
SELECT COUNT(*) FROM import WHERE institution_no = @institution_no AND state = 'writing';

-- name: TransferPieceInsert :exec
INSERT INTO import_piece (institution_no, import_id, place, id, content)
VALUES (@institution_no, @import_id, @place, @id, @content)
ON CONFLICT DO NOTHING;

-- name: TransferPiece :one
SELECT content FROM import_piece WHERE institution_no = @institution_no AND import_id = @import_id AND place = @place;

-- name: TransferAdvance :execrows
UPDATE import SET done = done + 1, expires_at = @expires_at
WHERE institution_no = @institution_no AND id = @id AND state = 'writing' AND done = @done;

-- name: TransferFinish :execrows
UPDATE import SET state = 'done'
WHERE institution_no = @institution_no AND id = @id AND state = 'writing' AND done = chunks;

-- name: TransferMarkProgramme :exec
UPDATE programme_row SET import_id = @import_id WHERE institution_no = @institution_no AND id = @id;

-- name: TransferMarkGroup :exec
UPDATE circle_row SET import_id = @import_id WHERE institution_no = @institution_no AND id = @id;

-- name: TransferMarkPerson :exec
UPDATE person SET import_id = @import_id WHERE institution_no = @institution_no AND id = @id;

-- name: TransferShowProgramme :exec
UPDATE programme_row SET import_id = NULL, slug = @slug WHERE institution_no = @institution_no AND import_id = @import_id;

-- name: TransferShowGroups :exec
UPDATE circle_row SET import_id = NULL WHERE institution_no = @institution_no AND import_id = @import_id;

-- name: TransferShowPeople :exec
UPDATE person SET import_id = NULL WHERE institution_no = @institution_no AND import_id = @import_id;

-- name: TransferSlugs :many
SELECT slug FROM programme_row WHERE institution_no = @institution_no;

-- name: TransferSlug :one
SELECT slug FROM programme WHERE institution_no = @institution_no AND id = @id;

-- name: TransferExpire :exec
UPDATE import SET state = 'abandoned'
WHERE institution_no = @institution_no AND state = 'writing' AND expires_at < @now;

-- name: TransferGiveUp :exec
UPDATE import SET state = 'abandoned'
WHERE institution_no = @institution_no AND id = @id AND state = 'writing';

-- name: TransferWritten :one
SELECT COUNT(*) FROM person WHERE institution_no = @institution_no AND import_id = @import_id;

-- What is to be swept: all that an abandoned import wrote, and the file of one
-- that is done.
-- name: TransferLeft :many
SELECT * FROM import AS i
WHERE i.institution_no = @institution_no AND (i.state = 'abandoned'
    OR (i.state = 'done' AND EXISTS (SELECT 1 FROM import_piece AS p WHERE p.institution_no = i.institution_no AND p.import_id = i.id)))
ORDER BY i.made_at, i.id;

-- Two that sweep at once would each find rows gone that the other is just
-- taking away, and go on to those that they lean on.
-- name: TransferTake :one
UPDATE import SET done = done WHERE institution_no = @institution_no AND id = @id
RETURNING state;

-- name: TransferSwept :exec
UPDATE import SET state = 'swept' WHERE institution_no = @institution_no AND id = @id AND state = 'abandoned';

-- name: TransferDropPieces :execrows
DELETE FROM import_piece WHERE import_piece.institution_no = @institution_no AND import_piece.import_id = @import_id AND import_piece.place IN (
    SELECT p.place FROM import_piece AS p WHERE p.institution_no = @institution_no AND p.import_id = @import_id
    ORDER BY p.place LIMIT 8);

-- name: TransferDropPresence :execrows
DELETE FROM presence WHERE presence.institution_no = @institution_no AND presence.meeting_id IN (
    SELECT m.id FROM meeting AS m
    JOIN circle_row AS c ON c.institution_no = m.institution_no AND c.id = m.group_id
    WHERE m.institution_no = @institution_no AND c.import_id = @import_id
        AND EXISTS (SELECT 1 FROM presence AS p WHERE p.institution_no = m.institution_no AND p.meeting_id = m.id)
    LIMIT 50);

-- name: TransferDropAttendance :execrows
DELETE FROM attendance WHERE attendance.institution_no = @institution_no AND attendance.meeting_id IN (
    SELECT a.meeting_id FROM attendance AS a
    JOIN circle_row AS c ON c.institution_no = a.institution_no AND c.id = a.group_id
    WHERE a.institution_no = @institution_no AND c.import_id = @import_id LIMIT 500);

-- name: TransferDropMeetings :execrows
DELETE FROM meeting WHERE meeting.institution_no = @institution_no AND meeting.id IN (
    SELECT m.id FROM meeting AS m
    JOIN circle_row AS c ON c.institution_no = m.institution_no AND c.id = m.group_id
    WHERE m.institution_no = @institution_no AND c.import_id = @import_id LIMIT 500);

-- name: TransferDropMemberships :execrows
DELETE FROM membership WHERE membership.institution_no = @institution_no AND membership.id IN (
    SELECT b.id FROM membership AS b
    JOIN circle_row AS c ON c.institution_no = b.institution_no AND c.id = b.group_id
    WHERE b.institution_no = @institution_no AND c.import_id = @import_id LIMIT 500);

-- name: TransferDropSteps :execrows
DELETE FROM circle_step WHERE circle_step.institution_no = @institution_no AND circle_step.id IN (
    SELECT s.id FROM circle_step AS s
    JOIN circle_row AS c ON c.institution_no = s.institution_no AND c.id = s.group_id
    WHERE s.institution_no = @institution_no AND c.import_id = @import_id LIMIT 500);

-- name: TransferDropOutcomes :execrows
DELETE FROM outcome WHERE outcome.institution_no = @institution_no AND outcome.id IN (
    SELECT o.id FROM outcome AS o WHERE o.institution_no = @institution_no AND o.programme_id = @programme_id LIMIT 500);

-- name: TransferDropPeople :execrows
DELETE FROM person WHERE person.institution_no = @institution_no AND person.id IN (
    SELECT p.id FROM person AS p WHERE p.institution_no = @institution_no AND p.import_id = @import_id LIMIT 300);

-- name: TransferDropReminders :execrows
DELETE FROM group_reminder WHERE group_reminder.institution_no = @institution_no AND group_reminder.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropRoles :execrows
DELETE FROM group_roles WHERE group_roles.institution_no = @institution_no AND group_roles.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropDescriptions :execrows
DELETE FROM group_description WHERE group_description.institution_no = @institution_no AND group_description.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropAgreements :execrows
DELETE FROM group_agreement WHERE group_agreement.institution_no = @institution_no AND group_agreement.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropTasks :execrows
DELETE FROM group_task WHERE group_task.institution_no = @institution_no AND group_task.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropHandovers :execrows
DELETE FROM group_handover WHERE group_handover.institution_no = @institution_no AND group_handover.group_id IN (
    SELECT c.id FROM circle_row AS c WHERE c.institution_no = @institution_no AND c.import_id = @import_id);

-- name: TransferDropGroups :execrows
DELETE FROM circle_row WHERE institution_no = @institution_no AND import_id = @import_id;

-- name: TransferDropFilePieces :execrows
DELETE FROM attachment_piece WHERE attachment_piece.institution_no = @institution_no AND attachment_piece.id IN (
    SELECT p.id FROM attachment_piece AS p
    JOIN attachment AS a ON a.institution_no = p.institution_no AND a.id = p.attachment_id
    WHERE p.institution_no = @institution_no AND a.programme_id = @programme_id LIMIT 8);

-- name: TransferDropStrategies :execrows
DELETE FROM strategy WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropFiles :execrows
DELETE FROM attachment WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropCosts :execrows
DELETE FROM cost WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropFunds :execrows
DELETE FROM fund WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropPremises :execrows
DELETE FROM premises_step WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropPartners :execrows
DELETE FROM programme_partner WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropContact :execrows
DELETE FROM programme_contact WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropItems :execrows
DELETE FROM programme_item WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropHints :execrows
DELETE FROM programme_hint WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropOrigin :execrows
DELETE FROM programme_origin WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropCardTexts :execrows
DELETE FROM card_text WHERE card_text.institution_no = @institution_no AND card_text.card_id IN (
    SELECT c.id FROM card AS c WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id);

-- name: TransferFreeCards :execrows
DELETE FROM practice WHERE practice.house_no = @institution_no AND practice.entry = '' AND practice.card_id IN (
    SELECT c.id FROM card AS c WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id);

-- name: TransferDropCards :execrows
DELETE FROM card WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferDropProgramme :execrows
DELETE FROM programme_row WHERE institution_no = @institution_no AND import_id = @import_id;

-- name: TransferOriginInsert :exec
INSERT INTO programme_origin (institution_no, programme_id, title, publisher, address)
VALUES (@institution_no, @programme_id, @title, @publisher, @address);

-- name: TransferOrigin :one
SELECT title, publisher, address FROM programme_origin WHERE institution_no = @institution_no AND programme_id = @programme_id;

-- name: TransferHintInsert :exec
INSERT INTO programme_hint (institution_no, programme_id, place, kind, said, detail)
VALUES (@institution_no, @programme_id, @place, @kind, @said, @detail);

-- name: TransferHints :many
SELECT kind, said, detail FROM programme_hint
WHERE institution_no = @institution_no AND programme_id = @programme_id ORDER BY place;

-- Those to which nothing was recorded yet under the same words.
-- name: TransferHintsOpen :many
SELECT h.place, h.kind, h.said, h.detail FROM programme_hint AS h
WHERE h.institution_no = @institution_no AND h.programme_id = @programme_id
    AND NOT EXISTS (SELECT 1 FROM outcome AS o WHERE h.kind = 'indicator'
        AND o.institution_no = h.institution_no AND o.programme_id = h.programme_id AND o.indicator = h.said)
    AND NOT EXISTS (SELECT 1 FROM cost AS k WHERE h.kind = 'cost'
        AND k.institution_no = h.institution_no AND k.programme_id = h.programme_id AND k.item = h.said)
ORDER BY h.place;

-- What follows gathers a programme that goes out.

-- name: TransferProgramme :one
SELECT sqlc.embed(p), i.name AS house, i.place, i.voivodeship FROM programme AS p
JOIN institution AS i ON i.no = p.institution_no
WHERE p.institution_no = @institution_no AND p.id = @id;

-- name: TransferGroups :many
SELECT c.id, c.name, c.neutral, COALESCE(k.alike, c.kind) AS kind, COALESCE(k.name, '') AS kind_name, c.character, c.openness, c.audience, c.rhythm, c.period, c.sensitive, c.accompanied, r.rounds, COALESCE(u.roles, '') AS roles,
    f.about, f.langs, f.access, f.access_note, f.least, f.most, f.closes_at, f.visibility FROM circle AS c
LEFT JOIN group_description AS f ON f.institution_no = c.institution_no AND f.group_id = c.id
LEFT JOIN group_kind AS k ON k.institution_no = c.institution_no AND k.code = c.kind
LEFT JOIN group_reminder AS r ON r.institution_no = c.institution_no AND r.group_id = c.id
LEFT JOIN group_roles AS u ON u.institution_no = c.institution_no AND u.group_id = c.id
WHERE c.institution_no = @institution_no AND c.programme_id = @programme_id ORDER BY c.made_at, c.id;

-- name: TransferSteps :many
SELECT s.group_id, s.stage, s.happened_on, s.happened_precision, s.evidence FROM circle_step AS s
JOIN circle AS c ON c.institution_no = s.institution_no AND c.id = s.group_id
WHERE s.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY s.group_id, s.place;

-- name: TransferAgreements :many
SELECT e.group_id, e.lang, e.rules, e.agreed_on, e.review_on, e.present FROM group_agreement AS e
JOIN circle AS c ON c.institution_no = e.institution_no AND c.id = e.group_id
WHERE e.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY e.group_id, e.edition;

-- name: TransferHandovers :many
SELECT h.group_id, h.until_on FROM group_handover AS h
JOIN circle AS c ON c.institution_no = h.institution_no AND c.id = h.group_id
WHERE h.institution_no = @institution_no AND c.programme_id = @programme_id;

-- name: TransferTasks :many
SELECT t.group_id, t.step, t.task, t.due_on, t.done_on FROM group_task AS t
JOIN circle AS c ON c.institution_no = t.institution_no AND c.id = t.group_id
WHERE t.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY t.group_id, t.place, t.id;

-- name: TransferMeetings :many
SELECT m.id, m.group_id, m.series_id, m.starts_at, m.ends_at, m.venue, m.state, a.total, a.newcomers, a.led, a.recorded_at FROM meeting AS m
JOIN circle AS c ON c.institution_no = m.institution_no AND c.id = m.group_id
LEFT JOIN attendance AS a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
WHERE m.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY m.group_id, m.starts_at, m.id;

-- name: TransferPeople :many
SELECT * FROM person AS p
WHERE p.institution_no = @institution_no AND p.forgotten_at IS NULL AND p.import_id IS NULL AND p.id IN (
    SELECT b.person_id FROM membership AS b
    JOIN circle AS c ON c.institution_no = b.institution_no AND c.id = b.group_id
    WHERE b.institution_no = @institution_no AND c.programme_id = @programme_id)
ORDER BY p.made_at, p.id;

-- name: TransferMembers :many
SELECT b.group_id, b.person_id, b.joined_on, b.left_on FROM membership AS b
JOIN circle AS c ON c.institution_no = b.institution_no AND c.id = b.group_id
WHERE b.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY b.joined_on, b.id;

-- name: TransferPresent :many
SELECT p.meeting_id, p.person_id FROM presence AS p
JOIN meeting AS m ON m.institution_no = p.institution_no AND m.id = p.meeting_id
JOIN circle AS c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE p.institution_no = @institution_no AND c.programme_id = @programme_id
ORDER BY p.meeting_id, p.person_id;
