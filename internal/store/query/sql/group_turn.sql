-- The group's next meetings, a row for each turn and one where there is none.
-- name: RoundsAhead :many
SELECT n.id, n.starts_at, i.zone, t.role, t.person_id FROM (
    SELECT p.institution_no, p.id, p.starts_at FROM meeting p
    WHERE p.institution_no = @institution_no AND p.group_id = @group_id AND p.state = 'planned' AND p.starts_at >= @now
    ORDER BY p.starts_at LIMIT CAST(@most AS bigint)
) AS n
JOIN institution i ON i.no = n.institution_no
LEFT JOIN meeting_turn t ON t.institution_no = n.institution_no AND t.meeting_id = n.id
ORDER BY n.starts_at, n.id;

-- The last ones that were held, in the same form.
-- name: RoundsHeld :many
SELECT n.id, n.starts_at, i.zone, t.role, t.person_id FROM (
    SELECT p.institution_no, p.id, p.starts_at FROM meeting p
    WHERE p.institution_no = @institution_no AND p.group_id = @group_id AND p.state = 'held' AND p.starts_at < @now
    ORDER BY p.starts_at DESC LIMIT CAST(@most AS bigint)
) AS n
JOIN institution i ON i.no = n.institution_no
LEFT JOIN meeting_turn t ON t.institution_no = n.institution_no AND t.meeting_id = n.id
ORDER BY n.starts_at, n.id;

-- What one person will do: all of it, however far ahead.
-- name: TurnsAhead :many
SELECT m.id, m.starts_at, i.zone, t.role FROM meeting_turn t
JOIN meeting m ON m.institution_no = t.institution_no AND m.id = t.meeting_id
JOIN institution i ON i.no = m.institution_no
WHERE t.institution_no = @institution_no AND t.person_id = @person_id
    AND m.group_id = @group_id AND m.state = 'planned' AND m.starts_at >= @now
ORDER BY m.starts_at, m.id;

-- name: TurnsOfMeeting :many
SELECT role, person_id FROM meeting_turn WHERE institution_no = @institution_no AND meeting_id = @meeting_id;

-- Which roles a group uses; what has no row uses all.
-- name: GroupRoles :one
SELECT roles FROM group_roles WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: GroupRolesPut :exec
INSERT INTO group_roles (institution_no, group_id, roles) VALUES (@institution_no, @group_id, @roles)
ON CONFLICT (institution_no, group_id) DO UPDATE SET roles = excluded.roles;

-- Who does what at the group's meetings ahead, however many there are.
-- name: TurnsGiven :many
SELECT t.meeting_id, t.role, t.person_id FROM meeting_turn t
JOIN meeting m ON m.institution_no = t.institution_no AND m.id = t.meeting_id
WHERE t.institution_no = @institution_no AND m.group_id = @group_id AND m.state = 'planned' AND m.starts_at >= @now
ORDER BY m.starts_at, t.meeting_id, t.role;

-- name: TurnPut :exec
INSERT INTO meeting_turn (institution_no, meeting_id, role, person_id)
VALUES (@institution_no, @meeting_id, @role, @person_id)
ON CONFLICT (institution_no, meeting_id, role) DO UPDATE SET person_id = excluded.person_id;

-- name: TurnDelete :execrows
DELETE FROM meeting_turn
WHERE institution_no = @institution_no AND meeting_id = @meeting_id AND role = @role AND person_id = @person_id;

-- Who was at a meeting that was held did what they did there; the rest goes.
-- name: TurnsLeave :exec
DELETE FROM meeting_turn
WHERE meeting_turn.institution_no = @institution_no AND meeting_turn.person_id = @person_id AND EXISTS (
    SELECT 1 FROM meeting m
    WHERE m.institution_no = meeting_turn.institution_no AND m.id = meeting_turn.meeting_id
        AND m.group_id = @group_id AND m.state <> 'held');

-- name: TurnsClose :exec
DELETE FROM meeting_turn
WHERE meeting_turn.institution_no = @institution_no AND meeting_turn.meeting_id IN (
    SELECT m.id FROM meeting m WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.state <> 'held');

-- name: TurnsForget :exec
DELETE FROM meeting_turn WHERE institution_no = @institution_no AND person_id = @person_id;

-- Who has a turn is told of it once: what was given already stays as it was, and
-- what was given back is given anew.
-- name: TurnNewsGiven :exec
INSERT INTO turn_news (institution_no, meeting_id, person_id, state, since, round)
VALUES (@institution_no, @meeting_id, @person_id, 'given', @since, 0)
ON CONFLICT (institution_no, meeting_id, person_id) DO UPDATE SET state = 'given', since = excluded.since,
    round = CASE WHEN turn_news.state = 'back' THEN turn_news.round + 1 ELSE turn_news.round END
WHERE turn_news.state <> 'given';

-- Who has another turn there has one.
-- name: TurnNewsGone :exec
UPDATE turn_news SET state = @state, since = @since
WHERE turn_news.institution_no = @institution_no AND turn_news.meeting_id = @meeting_id AND turn_news.person_id = @person_id
    AND turn_news.state = 'given' AND NOT EXISTS (
        SELECT 1 FROM meeting_turn t
        WHERE t.institution_no = turn_news.institution_no AND t.meeting_id = turn_news.meeting_id AND t.person_id = turn_news.person_id);

-- Who left knows.
-- name: TurnNewsLeave :exec
UPDATE turn_news SET state = 'back'
WHERE turn_news.institution_no = @institution_no AND turn_news.person_id = @person_id AND turn_news.meeting_id IN (
    SELECT m.id FROM meeting m WHERE m.institution_no = @institution_no AND m.group_id = @group_id);

-- name: TurnNewsClose :exec
DELETE FROM turn_news
WHERE turn_news.institution_no = @institution_no AND turn_news.meeting_id IN (
    SELECT m.id FROM meeting m WHERE m.institution_no = @institution_no AND m.group_id = @group_id);

-- name: TurnNewsForget :exec
DELETE FROM turn_news WHERE institution_no = @institution_no AND person_id = @person_id;

-- Takes the memberships, so that none of them ends before the transaction does.
-- name: MembershipsTake :many
UPDATE membership SET joined_on = joined_on
WHERE institution_no = @institution_no AND group_id = @group_id AND left_on IS NULL
    AND person_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
RETURNING person_id;

-- Whoever was ready first comes first.
-- name: Wishes :many
SELECT w.person_id, w.roles, w.most FROM group_wish w
JOIN membership b ON b.institution_no = w.institution_no AND b.group_id = w.group_id AND b.person_id = w.person_id AND b.left_on IS NULL
WHERE w.institution_no = @institution_no AND w.group_id = @group_id
ORDER BY w.made_at, w.person_id;

-- name: WishPut :exec
INSERT INTO group_wish (institution_no, group_id, person_id, roles, most, made_at)
VALUES (@institution_no, @group_id, @person_id, @roles, @most, @made_at)
ON CONFLICT (institution_no, group_id, person_id) DO UPDATE SET roles = excluded.roles, most = excluded.most;

-- name: WishDelete :exec
DELETE FROM group_wish WHERE institution_no = @institution_no AND group_id = @group_id AND person_id = @person_id;

-- name: WishesClose :exec
DELETE FROM group_wish WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: WishesForget :exec
DELETE FROM group_wish WHERE institution_no = @institution_no AND person_id = @person_id;

-- Dates are ISO 8601, so they compare as text.
-- name: Absences :many
SELECT a.id, a.person_id, a.from_on, a.until_on FROM group_absence a
JOIN membership b ON b.institution_no = a.institution_no AND b.group_id = a.group_id AND b.person_id = a.person_id AND b.left_on IS NULL
WHERE a.institution_no = @institution_no AND a.group_id = @group_id AND a.until_on >= CAST(@since AS text)
ORDER BY a.from_on, a.until_on, a.id;

-- name: AbsenceInsert :execrows
INSERT INTO group_absence (institution_no, id, group_id, person_id, from_on, until_on)
VALUES (@institution_no, @id, @group_id, @person_id, @from_on, @until_on)
ON CONFLICT DO NOTHING;

-- name: AbsenceDelete :execrows
DELETE FROM group_absence
WHERE institution_no = @institution_no AND id = @id AND group_id = @group_id AND person_id = @person_id;

-- name: AbsencesLeave :exec
DELETE FROM group_absence WHERE institution_no = @institution_no AND group_id = @group_id AND person_id = @person_id;

-- name: AbsencesClose :exec
DELETE FROM group_absence WHERE institution_no = @institution_no AND group_id = @group_id;

-- name: AbsencesForget :exec
DELETE FROM group_absence WHERE institution_no = @institution_no AND person_id = @person_id;

-- A group's last meetings that were counted, with who of the group led.
-- name: PastOfGroup :many
SELECT n.starts_at, i.zone, a.total, a.newcomers, a.led, t.person_id FROM (
    SELECT p.institution_no, p.id, p.starts_at FROM meeting p
    WHERE p.institution_no = @institution_no AND p.group_id = @group_id AND p.state = 'held' AND p.starts_at < @until
    ORDER BY p.starts_at DESC LIMIT CAST(@most AS bigint)
) AS n
JOIN attendance a ON a.institution_no = n.institution_no AND a.meeting_id = n.id
JOIN institution i ON i.no = n.institution_no
LEFT JOIN meeting_turn t ON t.institution_no = n.institution_no AND t.meeting_id = n.id AND t.role = 'moderator'
ORDER BY n.starts_at, n.id;

-- The same for the groups that live among some, since a time.
-- name: PastOfGroups :many
SELECT c.id, c.neutral, c.folded, c.openness, c.stage, c.accompanied, COALESCE(u.roles, '') AS roles,
    CAST(COALESCE(f.closes_at, 0) AS bigint) AS closes_at, m.starts_at, i.zone, a.total, a.newcomers, a.led, t.person_id
FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
JOIN attendance a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
JOIN institution i ON i.no = m.institution_no
LEFT JOIN group_roles u ON u.institution_no = c.institution_no AND u.group_id = c.id
LEFT JOIN group_description f ON f.institution_no = c.institution_no AND f.group_id = c.id
LEFT JOIN meeting_turn t ON t.institution_no = m.institution_no AND t.meeting_id = m.id AND t.role = 'moderator'
WHERE m.institution_no = @institution_no AND m.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND m.starts_at >= @since AND m.starts_at < @until AND m.state = 'held'
    AND c.stage IN ('accompanied', 'co_led', 'independent')
ORDER BY c.folded, c.id, m.starts_at, m.id;

-- name: MetOfClosing :many
SELECT f.group_id, (SELECT COUNT(*) FROM meeting m
    WHERE m.institution_no = f.institution_no AND m.group_id = f.group_id AND m.state = 'held') AS met
FROM group_description f
WHERE f.institution_no = @institution_no AND f.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j) AND f.closes_at > 0;
