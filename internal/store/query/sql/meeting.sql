-- name: MeetingByID :one
SELECT * FROM meeting WHERE institution_no = @institution_no AND id = @id;

-- name: MeetingUpdate :execrows
UPDATE meeting SET starts_at = @starts_at, ends_at = @ends_at, venue = @venue, state = @state, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: MeetingsCancel :many
UPDATE meeting SET state = 'cancelled', version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND state = 'planned' AND starts_at >= @starts_at
RETURNING *;

-- Locks the group without changing it: what is planned is no change of the
-- group, but must not cross with its closing.
-- name: MeetingGroupTake :one
UPDATE circle_row SET version = version
WHERE institution_no = @institution_no AND id = @id AND import_id IS NULL
RETURNING stage;

-- name: MeetingGroup :one
SELECT neutral, sensitive, stage FROM circle WHERE institution_no = @institution_no AND id = @id;

-- One row for each person who was ticked, and one when nobody was.
-- name: Attendance :many
SELECT a.total, a.newcomers, a.led, a.recorded_at, a.by_link, p.person_id FROM attendance a
LEFT JOIN presence p ON p.institution_no = a.institution_no AND p.meeting_id = a.meeting_id
WHERE a.institution_no = @institution_no AND a.meeting_id = @meeting_id
ORDER BY p.person_id;

-- name: AttendanceSave :execrows
INSERT INTO attendance (institution_no, meeting_id, group_id, total, newcomers, led, recorded_at, by_link)
SELECT m.institution_no, m.id, m.group_id, CAST(@total AS bigint), CAST(@newcomers AS bigint), CAST(@led AS text), CAST(@recorded_at AS bigint), CAST(@by_link AS boolean)
FROM meeting m WHERE m.institution_no = @institution_no AND m.id = @meeting_id
ON CONFLICT (institution_no, meeting_id) DO UPDATE
SET total = excluded.total, newcomers = excluded.newcomers, led = excluded.led, recorded_at = excluded.recorded_at, by_link = excluded.by_link;

-- name: PresenceKeep :exec
DELETE FROM presence WHERE institution_no = @institution_no AND meeting_id = @meeting_id
    AND person_id NOT IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- The WHERE tells SQLite that ON begins no condition of a join.
-- name: PresenceAdd :exec
INSERT INTO presence (institution_no, meeting_id, person_id)
SELECT CAST(@institution_no AS bigint), m.id, j.value FROM meeting m, json_each(CAST(@ids AS text)) AS j
WHERE m.institution_no = @institution_no AND m.id = @meeting_id AND NOT EXISTS (
    SELECT 1 FROM person p WHERE p.institution_no = m.institution_no AND p.id = j.value AND p.forgotten_at IS NOT NULL)
ON CONFLICT DO NOTHING;

-- name: PresenceForget :exec
DELETE FROM presence WHERE institution_no = @institution_no AND person_id = @person_id;

-- Dates are ISO 8601, so they compare as text. Whoever joins or leaves on a day
-- belongs on that day: a last meeting together is a meeting of everybody's.
-- name: Belonging :many
SELECT m.person_id, p.pseudonym, EXISTS (SELECT 1 FROM group_absence x
    WHERE x.institution_no = m.institution_no AND x.group_id = m.group_id AND x.person_id = m.person_id
        AND x.from_on <= CAST(@the_day AS text) AND x.until_on >= CAST(@the_day AS text)) AS away
FROM membership m
JOIN person p ON p.institution_no = m.institution_no AND p.id = m.person_id
WHERE m.institution_no = @institution_no AND m.group_id = @group_id
    AND m.joined_on <= CAST(@the_day AS text) AND (m.left_on IS NULL OR m.left_on >= CAST(@the_day AS text))
ORDER BY m.joined_on, m.id;

-- Who was forgotten has no pseudonym, and is not named.
-- name: PeopleNamed :many
SELECT id, pseudonym FROM person
WHERE institution_no = @institution_no AND pseudonym IS NOT NULL AND forgotten_at IS NULL
    AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY id;

-- name: AccompaniedCount :one
SELECT COUNT(*) FROM attendance
WHERE institution_no = @institution_no AND group_id = @group_id AND led = 'animator';

-- name: MeetingsBetween :many
SELECT sqlc.embed(m), c.neutral, c.sensitive, a.total, a.newcomers, a.led FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
LEFT JOIN attendance a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
WHERE m.institution_no = @institution_no AND m.starts_at >= @since AND m.starts_at < @until
    AND (CAST(@every_group AS boolean) OR m.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j))
ORDER BY m.starts_at, m.id;

-- Of which groups a meeting began in a time.
-- name: MeetingsBegan :many
SELECT DISTINCT group_id FROM meeting
WHERE institution_no = @institution_no AND starts_at >= @since AND starts_at < @until;

-- What is planned in the days after today, as far as a page shows it.
-- name: MeetingsWeek :many
SELECT sqlc.embed(m), c.neutral, c.sensitive FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE m.institution_no = @institution_no AND m.state = 'planned' AND m.starts_at >= @since AND m.starts_at < @until
    AND (CAST(@every_group AS boolean) OR m.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j))
ORDER BY m.starts_at, m.id LIMIT CAST(@most AS bigint);

-- How many joined each group, and still belong.
-- name: GroupsJoined :many
SELECT b.group_id, c.neutral, COUNT(*) AS people FROM membership b
JOIN circle c ON c.institution_no = b.institution_no AND c.id = b.group_id
WHERE b.institution_no = @institution_no AND b.left_on IS NULL AND b.joined_on >= CAST(@since AS text) AND b.joined_on <= CAST(@day AS text)
    AND (CAST(@every_group AS boolean) OR b.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j))
GROUP BY b.group_id, c.neutral, c.folded
ORDER BY c.folded, b.group_id LIMIT CAST(@most AS bigint);

-- The subquery finds one id in the index of what is planned, whatever the
-- planner thinks of the join; meetings of a group that is still coming in are
-- passed by.
-- name: MeetingNext :one
SELECT sqlc.embed(m), c.neutral, c.sensitive FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE m.institution_no = @institution_no AND m.id = (
    SELECT t.id FROM meeting t
    WHERE t.institution_no = @institution_no AND t.state = 'planned' AND t.starts_at >= @since
        AND EXISTS (SELECT 1 FROM circle g WHERE g.institution_no = t.institution_no AND g.id = t.group_id)
    ORDER BY t.starts_at LIMIT 1);

-- One look into the index for each group: the first of them may be far behind
-- thousands of other groups' meetings.
-- name: MeetingNextOf :one
SELECT sqlc.embed(m), c.neutral, c.sensitive FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE m.institution_no = @institution_no AND m.id = (
    SELECT (SELECT t.id FROM meeting t
        WHERE t.institution_no = g.institution_no AND t.group_id = g.id AND t.state = 'planned' AND t.starts_at >= @since
        ORDER BY t.starts_at LIMIT 1)
    FROM circle g
    WHERE g.institution_no = @institution_no AND g.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    ORDER BY COALESCE((SELECT t.starts_at FROM meeting t
        WHERE t.institution_no = g.institution_no AND t.group_id = g.id AND t.state = 'planned' AND t.starts_at >= @since
        ORDER BY t.starts_at LIMIT 1), 9223372036854775807) LIMIT 1);

-- name: MeetingsAhead :many
SELECT sqlc.embed(m), c.neutral, c.sensitive, a.total, a.newcomers, a.led,
    CAST((SELECT COUNT(*) FROM meeting t
        WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND t.starts_at >= @now) AS bigint) AS listed
FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
LEFT JOIN attendance a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.starts_at >= @now
ORDER BY m.starts_at LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: MeetingsPast :many
SELECT sqlc.embed(m), c.neutral, c.sensitive, a.total, a.newcomers, a.led,
    CAST((SELECT COUNT(*) FROM meeting t
        WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND t.starts_at < @now) AS bigint) AS listed
FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
LEFT JOIN attendance a ON a.institution_no = m.institution_no AND a.meeting_id = m.id
WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.starts_at < @now
ORDER BY m.starts_at DESC LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- A planned meeting that is over was not counted: counting makes it held.
-- name: WaitingAttendance :many
SELECT m.id, m.group_id, m.starts_at, c.neutral FROM meeting m
JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
WHERE m.institution_no = @institution_no AND m.state = 'planned'
    AND m.starts_at >= @since AND m.starts_at < @now AND m.ends_at < @now
    AND (CAST(@every_group AS boolean) OR m.group_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j))
ORDER BY m.starts_at, m.id LIMIT CAST(@most AS bigint);

-- The subquery with its LIMIT stays one look into the index for each group;
-- NOT EXISTS would let PostgreSQL read everything that is planned.
-- name: WaitingNoMeetings :many
SELECT c.id, c.neutral, c.folded FROM circle c
WHERE c.institution_no = @institution_no AND c.stage IN ('gathering', 'accompanied', 'co_led')
    AND c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND COALESCE((SELECT m.starts_at FROM meeting m
        WHERE m.institution_no = c.institution_no AND m.group_id = c.id AND m.state = 'planned' AND m.starts_at >= @now
        ORDER BY m.starts_at LIMIT 1), 0) = 0;

-- Counting stops at 60, above what any group can agree on, so that an old
-- group costs no more than a young one. The inner LIMIT, beyond any number of
-- groups, keeps both planners from moving the count into the outer WHERE and
-- counting twice.
-- name: WaitingIndependent :many
SELECT w.id, w.neutral, w.folded, w.accompanied, w.done FROM (
    SELECT c.id, c.neutral, c.accompanied, c.folded, CAST((SELECT COUNT(*) FROM (
        SELECT a.group_id FROM attendance a
        WHERE a.institution_no = c.institution_no AND a.group_id = c.id AND a.led = 'animator' LIMIT 60
    ) AS counted) AS bigint) AS done
    FROM circle c
    WHERE c.institution_no = @institution_no AND c.stage IN ('accompanied', 'co_led')
        AND c.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    LIMIT 1000000
) AS w
WHERE w.done >= w.accompanied - 2;

-- Series that run are few beside what a group had in all its years.
-- name: MeetingsRunning :many
SELECT * FROM meeting m
WHERE m.institution_no = @institution_no AND m.group_id = @group_id AND m.starts_at >= @since AND m.series_id IN (
    SELECT t.series_id FROM meeting t
    WHERE t.institution_no = @institution_no AND t.group_id = @group_id AND t.state = 'planned' AND t.starts_at >= @now)
ORDER BY m.starts_at, m.id;

-- name: MeetingsHadSeries :one
SELECT id FROM meeting
WHERE institution_no = @institution_no AND group_id = @group_id AND series_id = @series_id LIMIT 1;

-- name: MeetingsCancelSeries :many
UPDATE meeting SET state = 'cancelled', version = version + 1
WHERE institution_no = @institution_no AND group_id = @group_id AND state = 'planned' AND starts_at >= @starts_at
    AND series_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
RETURNING *;
