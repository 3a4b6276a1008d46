-- name: MessagingOf :one
SELECT m.*, i.zone FROM messaging m JOIN institution i ON i.no = m.institution_no WHERE m.institution_no = @institution_no;

-- name: ZoneOf :one
SELECT zone FROM institution WHERE no = @no;

-- name: MessagingInsert :execrows
INSERT INTO messaging (institution_no, mode, opens, shuts, rounds, per_hour, sms_parts, sender, version)
VALUES (@institution_no, @mode, @opens, @shuts, @rounds, @per_hour, @sms_parts, @sender, 1) ON CONFLICT DO NOTHING;

-- name: MessagingUpdate :execrows
UPDATE messaging SET mode = @mode, opens = @opens, shuts = @shuts, rounds = @rounds, per_hour = @per_hour,
    sms_parts = @sms_parts, sender = @sender, version = version + 1
WHERE institution_no = @institution_no AND version = @version;

-- name: GroupRounds :one
SELECT rounds FROM group_reminder WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: GroupRoundsSave :execrows
INSERT INTO group_reminder (institution_no, group_id, rounds) VALUES (@institution_no, @group_id, @rounds)
ON CONFLICT (institution_no, group_id) DO UPDATE SET rounds = excluded.rounds WHERE group_reminder.rounds <> excluded.rounds;

-- name: GroupRoundsDrop :execrows
DELETE FROM group_reminder WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: MeetingsToRemind :many
SELECT m.id, m.group_id, m.starts_at, r.rounds FROM meeting m
LEFT JOIN group_reminder r ON r.institution_no = m.institution_no AND r.group_id = m.group_id
WHERE m.institution_no = @institution_no AND m.state = 'planned' AND m.starts_at >= @since AND m.starts_at < @until
ORDER BY m.starts_at, m.id;

-- Who belongs, and who did when the group closed on a day from since on. Who went
-- along when it joined another belongs there now, whatever day that is said to be.
-- name: MembersToTell :many
SELECT b.person_id FROM membership b
JOIN circle c ON c.institution_no = b.institution_no AND c.id = b.group_id
JOIN person p ON p.institution_no = b.institution_no AND p.id = b.person_id
WHERE b.institution_no = @institution_no AND b.group_id = @group_id AND p.forgotten_at IS NULL
    AND (b.left_on IS NULL OR (c.stage = 'closed' AND (b.left_on >= CAST(@since AS text) OR EXISTS (
        SELECT 1 FROM group_kin k
        JOIN membership n ON n.institution_no = k.institution_no AND n.group_id = k.to_id AND n.person_id = b.person_id AND n.left_on IS NULL
        WHERE k.institution_no = b.institution_no AND k.from_id = b.group_id AND k.how = 'merged' AND b.left_on >= k.happened_on))))
ORDER BY b.person_id;

-- name: MessagesKnown :many
SELECT about_id, party_id, round FROM message
WHERE institution_no = @institution_no AND kind = @kind AND (state <> 'dropped' OR why <> 'over')
    AND about_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: MessagesDue :many
SELECT * FROM message
WHERE institution_no = @institution_no AND state = 'planned' AND due_at <= @now
ORDER BY due_at, id LIMIT CAST(@most AS bigint);

-- name: MessagesSoon :many
SELECT * FROM message
WHERE institution_no = @institution_no AND state = 'planned' AND due_at <= @soon
    AND party_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY due_at, id;

-- name: MessageNextDue :many
SELECT due_at FROM message WHERE institution_no = @institution_no AND state = 'planned' ORDER BY due_at LIMIT 1;

-- name: MeetingFacts :many
SELECT m.id, m.group_id, m.starts_at, m.ends_at, m.venue, m.state, m.version, c.neutral, c.sensitive, c.stage FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE m.institution_no = @institution_no AND m.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: MessagesBelong :many
SELECT DISTINCT s.id FROM message s
JOIN meeting m ON m.institution_no = s.institution_no AND m.id = s.about_id
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
JOIN membership b ON b.institution_no = m.institution_no AND b.group_id = m.group_id AND b.person_id = s.person_id
WHERE s.institution_no = @institution_no AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND s.kind NOT IN ('turn.given', 'turn.off')
    AND (b.left_on IS NULL OR (c.stage = 'closed' AND s.kind = 'meeting.change' AND (b.left_on >= CAST(@since AS text) OR EXISTS (
        SELECT 1 FROM group_kin k
        JOIN membership n ON n.institution_no = k.institution_no AND n.group_id = k.to_id AND n.person_id = b.person_id AND n.left_on IS NULL
        WHERE k.institution_no = b.institution_no AND k.from_id = b.group_id AND k.how = 'merged' AND b.left_on >= k.happened_on))))
UNION SELECT s.id FROM message s
JOIN meeting m ON m.institution_no = s.institution_no AND m.id = s.about_id
JOIN membership b ON b.institution_no = m.institution_no AND b.group_id = m.group_id AND b.person_id = s.person_id AND b.left_on IS NULL
LEFT JOIN meeting_turn h ON h.institution_no = s.institution_no AND h.meeting_id = s.about_id AND h.person_id = s.person_id
WHERE s.institution_no = @institution_no AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND ((s.kind = 'turn.given' AND h.person_id IS NOT NULL) OR (s.kind = 'turn.off' AND h.person_id IS NULL))
UNION SELECT s.id FROM message s
JOIN membership b ON b.institution_no = s.institution_no AND b.group_id = s.about_id AND b.person_id = s.person_id AND b.left_on IS NULL
WHERE s.institution_no = @institution_no AND s.kind = 'access.link' AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
UNION SELECT s.id FROM message s
JOIN safety_notice n ON n.institution_no = s.institution_no AND n.id = s.about_id
JOIN membership b ON b.institution_no = s.institution_no AND b.group_id = n.group_id AND b.person_id = s.person_id AND b.left_on IS NULL
WHERE s.institution_no = @institution_no AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
UNION SELECT s.id FROM message s
JOIN booking b ON b.institution_no = s.institution_no AND b.id = s.about_id
JOIN occupancy o ON o.booking_id = b.id AND o.lo + o.before = s.round % 4294967296
JOIN duty d ON d.institution_no = b.institution_no AND d.booking_id = b.id
    AND (d.day = o.day OR (d.day = '' AND NOT EXISTS (
        SELECT 1 FROM duty x WHERE x.institution_no = d.institution_no AND x.booking_id = d.booking_id AND x.day = o.day)))
JOIN user_grant g ON g.scope_no = s.institution_no AND g.user_id = s.user_id
    AND ((d.opens = 'staff' AND g.user_id = d.opens_user) OR (d.opens = 'host' AND g.role = 'host' AND g.group_id = b.group_id))
JOIN app_user u ON u.id = s.user_id AND NOT u.disabled
WHERE s.institution_no = @institution_no AND s.kind IN ('key.fetch', 'key.off') AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
UNION SELECT s.id FROM message s
JOIN user_grant g ON g.scope_no = s.institution_no AND g.user_id = s.user_id
JOIN app_user u ON u.id = s.user_id AND NOT u.disabled
WHERE s.institution_no = @institution_no AND s.kind IN ('access.link', 'booking.answer') AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
UNION SELECT s.id FROM message s
JOIN booking b ON b.institution_no = s.institution_no AND b.id = s.about_id
JOIN membership m ON m.institution_no = b.institution_no AND m.group_id = b.group_id AND m.person_id = s.person_id AND m.left_on IS NULL
WHERE s.institution_no = @institution_no AND s.kind = 'booking.answer' AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- What a party knows of the same thing, by messages of the same kind and of a meeting
-- by both of its kinds: the last that it was told, by a wire or by somebody, and
-- before that how it stood at the first change.
-- name: MessagesBelieved :many
SELECT s.id, t.said, t.was, t.round, COALESCE(CASE WHEN t.state = 'told' THEN NULL ELSE t.left_at END, t.settled_at) AS told_at, t.state FROM message s
JOIN message t ON t.institution_no = s.institution_no AND t.about_id = s.about_id AND t.party_id = s.party_id
    AND (t.kind = s.kind OR (t.kind IN ('meeting.change', 'meeting.reminder') AND s.kind IN ('meeting.change', 'meeting.reminder')))
    AND ((t.state IN ('leaving', 'sent', 'uncertain', 'told') AND t.said <> '') OR (t.kind = 'meeting.change' AND t.was <> ''))
WHERE s.institution_no = @institution_no AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY s.id, t.round DESC, t.id;

-- What somebody was to tell of a meeting is told by a newer change.
-- name: MessagesOutdate :exec
UPDATE message SET state = 'dropped', why = 'needless', settled_at = @settled_at
WHERE institution_no = @institution_no AND about_id = @about_id AND kind = 'meeting.change' AND round < @round
    AND state IN ('by_hand', 'planned');

-- name: MeetingHold :execrows
UPDATE meeting SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: MembershipHold :execrows
UPDATE membership SET joined_on = joined_on
WHERE membership.institution_no = @institution_no AND person_id = @person_id AND group_id = (
    SELECT m.group_id FROM meeting m WHERE m.institution_no = @institution_no AND m.id = @meeting_id);

-- name: BookingHold :execrows
UPDATE booking SET version = version WHERE institution_no = @institution_no AND id = @id;

-- A host who booked by a link is told while they belong to the group.
-- name: Booker :one
SELECT m.person_id, u.id AS user_id FROM booking b
LEFT JOIN membership m ON m.institution_no = b.institution_no AND m.group_id = b.group_id AND m.person_id = b.made_by AND m.left_on IS NULL
LEFT JOIN app_user u ON u.id = b.made_by AND NOT u.disabled
    AND EXISTS (SELECT 1 FROM user_grant g WHERE g.scope_no = b.institution_no AND g.user_id = u.id)
WHERE b.institution_no = @institution_no AND b.id = @id LIMIT 1;

-- name: BookingsByID :many
SELECT * FROM booking
WHERE institution_no = @institution_no AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: OccupancyOfBookings :many
SELECT * FROM occupancy
WHERE holder_no = @institution_no AND booking_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: RefusalsOfBookings :many
SELECT a.booking_id, r.id, r.no FROM room_answer a
JOIN resource r ON r.no = a.resource_no
WHERE a.holder_no = @institution_no AND a.answer = 'refused' AND a.booking_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- Keys that somebody of the staff has and that are due on a day.
-- name: KeysDueBack :many
SELECT id, user_id FROM loan
WHERE institution_no = @institution_no AND key_id IS NOT NULL AND user_id IS NOT NULL AND ended_on IS NULL AND due = CAST(@day AS text)
ORDER BY id;

-- Who opens for what is booked between two instants, in minutes: somebody of the
-- staff, or the hosts of the group. A day of its own stands before the whole.
-- name: KeysToFetch :many
SELECT DISTINCT b.id, CAST(o.lo + o.before AS bigint) AS starts, g.user_id FROM duty d
JOIN booking b ON b.institution_no = d.institution_no AND b.id = d.booking_id AND b.state = 'active'
    AND b.last_hi > @since AND b.first_lo < @until
JOIN occupancy o ON o.booking_id = b.id AND o.holder_no = b.institution_no AND o.state = 'confirmed'
    AND o.lo + o.before >= @since AND o.lo + o.before < @until
JOIN user_grant g ON g.scope_no = d.institution_no
    AND ((d.opens = 'staff' AND g.user_id = d.opens_user) OR (d.opens = 'host' AND g.role = 'host' AND g.group_id = b.group_id))
JOIN app_user u ON u.id = g.user_id AND NOT u.disabled
WHERE d.institution_no = @institution_no
    AND (d.day = o.day OR (d.day = '' AND NOT EXISTS (
        SELECT 1 FROM duty x WHERE x.institution_no = d.institution_no AND x.booking_id = d.booking_id AND x.day = o.day)))
ORDER BY starts, b.id, g.user_id;

-- What was written of keys to fetch; the words are those of the index.
-- name: KeysTold :many
SELECT * FROM message
WHERE institution_no = @institution_no AND kind IN ('key.fetch', 'key.off') AND expires_at > @now
ORDER BY expires_at, id;

-- When what is booked begins and ends, in minutes.
-- name: FetchFacts :many
SELECT DISTINCT b.id, CAST(o.lo + o.before AS bigint) AS starts, CAST(o.hi - o.after AS bigint) AS ends, b.version FROM booking b
JOIN occupancy o ON o.booking_id = b.id AND o.holder_no = b.institution_no AND o.state = 'confirmed'
WHERE b.institution_no = @institution_no AND b.state = 'active'
    AND b.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY b.id, starts, ends;

-- What is to be told of turns at meetings ahead.
-- name: TurnNewsAhead :many
SELECT n.meeting_id, n.person_id, n.state, n.since, n.round, m.starts_at FROM turn_news n
JOIN meeting m ON m.institution_no = n.institution_no AND m.id = n.meeting_id
WHERE n.institution_no = @institution_no AND m.state = 'planned' AND m.starts_at > @now AND n.state <> 'back'
ORDER BY m.starts_at, n.meeting_id, n.person_id;

-- name: TurnsTold :many
SELECT * FROM message
WHERE institution_no = @institution_no AND about_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND kind IN ('turn.given', 'turn.off') AND (state <> 'dropped' OR why <> 'over')
ORDER BY made_at, id;

-- Whoever would give a turn waits.
-- name: TurnGroupHold :execrows
UPDATE circle_row SET version = version WHERE circle_row.institution_no = @institution_no AND circle_row.id = (
    SELECT m.group_id FROM meeting m WHERE m.institution_no = @institution_no AND m.id = @meeting_id);

-- name: TurnsHold :execrows
UPDATE meeting_turn SET role = role WHERE institution_no = @institution_no AND meeting_id = @meeting_id AND person_id = @person_id;

-- name: TurnNewsSweep :exec
DELETE FROM turn_news WHERE turn_news.institution_no = @institution_no AND turn_news.meeting_id IN (
    SELECT m.id FROM meeting m WHERE m.institution_no = @institution_no AND m.starts_at < @before);

-- Meetings that can be counted by a link that was made and not ended.
-- name: CountFacts :many
SELECT m.id, m.group_id, m.starts_at, m.ends_at, m.version, c.neutral, c.sensitive FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
JOIN count_link l ON l.scope_no = m.institution_no AND l.meeting_id = m.id
WHERE m.institution_no = @institution_no AND m.state <> 'cancelled'
    AND m.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: LoanFacts :many
SELECT id, user_id, due, ended_on, version FROM loan
WHERE institution_no = @institution_no AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: LoanHold :execrows
UPDATE loan SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: GrantsHold :execrows
UPDATE user_grant SET role = role WHERE scope_no = @institution_no AND user_id = @user_id;

-- name: MessageLeave :execrows
UPDATE message SET state = 'leaving', why = '', parcel_id = @parcel_id, channel = @channel, parts = @parts, said = @said,
    left_at = @left_at, settled_at = NULL, attempts = attempts + 1
WHERE institution_no = @institution_no AND id = @id AND state = 'planned';

-- Many messages to one party that leave together are one.
-- name: MessagesSent :one
SELECT COUNT(DISTINCT parcel_id) FROM message
WHERE institution_no = @institution_no AND left_at >= @hour;

-- Answers to letters, as far as they may have arrived.
-- name: AnswersSent :one
SELECT COUNT(*) AS answers, CAST(COALESCE(SUM(parts), 0) AS bigint) AS parts FROM letter
WHERE institution_no = @institution_no AND left_at >= @since AND going IN ('leaving', 'sent', 'uncertain');

-- name: MessageParts :one
SELECT CAST(COALESCE(SUM(parts), 0) AS bigint) FROM message
WHERE institution_no = @institution_no AND left_at >= @month AND channel = 'sms';

-- name: MessagesSettle :execrows
UPDATE message SET state = @state, why = @why, code = @code, ref = @ref, settled_at = @settled_at,
    due_at = CASE WHEN CAST(@due_at AS bigint) > 0 THEN CAST(@due_at AS bigint) ELSE due_at END,
    parcel_id = CASE WHEN @state = 'planned' THEN NULL ELSE parcel_id END,
    left_at = CASE WHEN @state = 'planned' THEN NULL ELSE left_at END,
    said = CASE WHEN @state IN ('sent', 'uncertain') THEN said ELSE '' END
WHERE institution_no = @institution_no AND parcel_id = @parcel_id AND state IN ('leaving', 'uncertain')
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: MessagesDecide :execrows
UPDATE message SET state = @state, why = @why, code = @code, settled_at = @settled_at,
    due_at = CASE WHEN CAST(@due_at AS bigint) > 0 THEN CAST(@due_at AS bigint) ELSE due_at END
WHERE institution_no = @institution_no AND state = 'planned'
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: MessagesAttempted :exec
UPDATE message SET attempts = attempts + 1
WHERE institution_no = @institution_no AND state = 'planned'
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- What waits for a provider that let the house not in is tried at once.
-- name: MessagesHurry :execrows
UPDATE message SET due_at = @at
WHERE institution_no = @institution_no AND state = 'planned' AND attempts > 0 AND due_at > @at AND substr(code, 1, 7) = 'access.';

-- By its state, since most of what ever left came to an end.
-- name: MessagesAbandon :execrows
UPDATE message SET state = 'uncertain', why = 'uncertain', settled_at = @settled_at
WHERE institution_no = @institution_no AND state = 'leaving' AND COALESCE(left_at, 0) < @before;

-- What somebody has to tell all the same goes onto their list.
-- name: MessagesReturn :execrows
UPDATE message SET why = 'returned', code = @code, settled_at = @settled_at, said = '',
    state = CASE WHEN expires_at > @settled_at AND kind IN (CAST(@change AS text), CAST(@safety AS text)) THEN 'by_hand' ELSE 'returned' END
WHERE institution_no = @institution_no AND parcel_id = @parcel_id AND state IN ('sent', 'uncertain', 'leaving');

-- name: MessagesHand :many
SELECT *, COUNT(*) OVER () AS listed FROM message
WHERE institution_no = @institution_no AND state IN ('by_hand', 'uncertain', 'planned')
    AND (state <> 'planned' OR (attempts > 0 AND made_at < @stuck))
    AND (CAST(@ids AS text) = '' OR party_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j))
ORDER BY expires_at, party_id, id LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: MessagesHandPeople :many
SELECT DISTINCT person_id FROM message
WHERE institution_no = @institution_no AND state IN ('by_hand', 'uncertain', 'planned')
    AND (state <> 'planned' OR (attempts > 0 AND made_at < @stuck)) AND person_id IS NOT NULL;

-- name: MessagesHandCount :one
SELECT COUNT(*) FROM message
WHERE institution_no = @institution_no AND state IN ('by_hand', 'uncertain', 'planned')
    AND (state <> 'planned' OR (attempts > 0 AND made_at < @stuck));

-- name: MessageByID :one
SELECT * FROM message WHERE institution_no = @institution_no AND id = @id;

-- name: MessageAnswer :execrows
UPDATE message SET state = @state, why = @why, by_user = @by_user, settled_at = @settled_at, said = @said,
    due_at = CASE WHEN CAST(@due_at AS bigint) > 0 THEN CAST(@due_at AS bigint) ELSE due_at END
WHERE institution_no = @institution_no AND id = @id AND state IN ('by_hand', 'uncertain', 'planned');

-- name: MessagesOfParty :many
SELECT *, COUNT(*) OVER () AS listed FROM message
WHERE institution_no = @institution_no AND party_id = @party_id AND state <> 'planned'
ORDER BY made_at DESC, id DESC LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- The last change of a meeting that said something, or a notice, to each party.
-- name: MessagesOfThing :many
SELECT * FROM message m
WHERE m.institution_no = @institution_no AND m.about_id = @about_id AND m.kind IN ('meeting.change', 'safety.notice') AND m.why <> 'needless'
    AND NOT EXISTS (
        SELECT 1 FROM message n
        WHERE n.institution_no = m.institution_no AND n.about_id = m.about_id AND n.party_id = m.party_id
            AND n.kind = m.kind AND n.why <> 'needless' AND n.round > m.round
    )
ORDER BY m.made_at DESC, m.id DESC LIMIT CAST(@most AS bigint);

-- name: PseudonymsOf :many
SELECT id, pseudonym FROM person
WHERE institution_no = @institution_no AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: MessagesForget :exec
UPDATE message SET state = 'dropped', why = 'stopped', settled_at = @settled_at
WHERE institution_no = @institution_no AND party_id = @party_id AND state IN ('planned', 'by_hand', 'uncertain');

-- What somebody was to tell and nobody did in time is told no more.
-- name: MessagesLate :exec
UPDATE message SET state = 'dropped', why = 'expired', settled_at = @settled_at
WHERE institution_no = @institution_no AND state IN ('by_hand', 'uncertain') AND expires_at < @before;

-- name: MessagesSweep :execrows
DELETE FROM message WHERE institution_no = @institution_no AND settled_at < @before AND state IN ('sent', 'returned', 'told', 'dropped');

-- name: TestParcelInsert :exec
INSERT INTO test_parcel (institution_no, id, party_id, channel, content, made_at)
VALUES (@institution_no, @id, @party_id, @channel, @content, @made_at) ON CONFLICT DO NOTHING;

-- name: TestParcels :many
SELECT *, COUNT(*) OVER () AS listed FROM test_parcel WHERE institution_no = @institution_no
ORDER BY made_at DESC, id DESC LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: TestParcelsSweep :execrows
DELETE FROM test_parcel WHERE institution_no = @institution_no AND made_at < @before;

-- name: TestParcelsForget :exec
DELETE FROM test_parcel WHERE institution_no = @institution_no AND party_id = @party_id;

-- name: Wordings :many
SELECT * FROM wording WHERE institution_no = @institution_no ORDER BY kind, lang;

-- name: WordingInsert :execrows
INSERT INTO wording (institution_no, kind, lang, subject, body, version)
VALUES (@institution_no, @kind, @lang, @subject, @body, 1) ON CONFLICT DO NOTHING;

-- name: WordingUpdate :execrows
UPDATE wording SET subject = @subject, body = @body, version = version + 1
WHERE institution_no = @institution_no AND kind = @kind AND lang = @lang AND version = @version;

-- name: WordingDrop :execrows
DELETE FROM wording WHERE institution_no = @institution_no AND kind = @kind AND lang = @lang AND version = @version;

-- name: BannedNames :many
SELECT i.name FROM institution i WHERE i.no = @institution_no
UNION SELECT p.title FROM programme p WHERE p.institution_no = @institution_no
UNION SELECT c.name FROM circle c WHERE c.institution_no = @institution_no
UNION SELECT c.neutral FROM circle c WHERE c.institution_no = @institution_no
UNION SELECT c.kind FROM circle c WHERE c.institution_no = @institution_no
UNION SELECT k.name FROM group_kind k WHERE k.institution_no = @institution_no AND k.name <> ''
UNION SELECT b.name FROM building b WHERE b.institution_no = @institution_no;

-- name: BuildingAddresses :many
SELECT address FROM building WHERE institution_no = @institution_no;

-- name: RoomTerms :many
SELECT terms FROM resource WHERE owner_no = @owner_no AND kind = 'room';

-- name: MembersOf :many
SELECT group_id, person_id FROM membership
WHERE institution_no = @institution_no AND left_on IS NULL
    AND group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY group_id, person_id;

-- name: ContactHold :execrows
UPDATE contact SET version = version
WHERE institution_no = @institution_no AND party_id = @party_id AND latest AND version = @version;

-- What everybody of a group must know for their safety. The form is sent twice.
-- name: NoticeInsert :execrows
INSERT INTO safety_notice (institution_no, id, group_id, say, expires_at, made_at)
VALUES (@institution_no, @id, @group_id, @say, @expires_at, @made_at) ON CONFLICT DO NOTHING;

-- name: NoticeByID :one
SELECT * FROM safety_notice WHERE institution_no = @institution_no AND id = @id;

-- name: NoticesOf :many
SELECT * FROM safety_notice WHERE institution_no = @institution_no AND group_id = @group_id
ORDER BY made_at DESC, id DESC LIMIT CAST(@most AS bigint);

-- name: NoticeFacts :many
SELECT n.id, n.group_id, n.say, c.neutral, c.sensitive, c.stage FROM safety_notice n
JOIN circle c ON c.institution_no = n.institution_no AND c.id = n.group_id
WHERE n.institution_no = @institution_no AND n.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: NoticeMemberHold :execrows
UPDATE membership SET joined_on = joined_on
WHERE membership.institution_no = @institution_no AND person_id = @person_id AND group_id = (
    SELECT n.group_id FROM safety_notice n WHERE n.institution_no = @institution_no AND n.id = @notice_id);

-- name: NoticeSweep :execrows
DELETE FROM safety_notice WHERE institution_no = @institution_no AND made_at < @before;
