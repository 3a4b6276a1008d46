-- name: BookingInsert :execrows
INSERT INTO booking (institution_no, id, kind, group_id, title, private, plan, state, first_lo, last_hi, made_by, made_at, changed_at, sequence, version)
VALUES (@institution_no, @id, @kind, @group_id, @title, @private, @plan, @state, @first_lo, @last_hi, @made_by, @made_at, @changed_at, @sequence, 1)
ON CONFLICT DO NOTHING;

-- name: BookingByID :one
SELECT * FROM booking WHERE institution_no = @institution_no AND id = @id;

-- name: BookingUpdate :execrows
UPDATE booking SET title = @title, private = @private, plan = @plan, state = @state, first_lo = @first_lo, last_hi = @last_hi,
    changed_at = @changed_at, sequence = @sequence, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: BookingsOfGroup :many
SELECT * FROM booking WHERE institution_no = @institution_no AND group_id = @group_id AND last_hi > @after AND state <> 'cancelled'
ORDER BY first_lo, id;

-- name: OccupancyOfBooking :many
SELECT * FROM occupancy WHERE booking_id = @booking_id ORDER BY lo, resource_no;

-- name: StockOfBooking :many
SELECT * FROM stock_use WHERE booking_id = @booking_id ORDER BY lo, resource_no;

-- name: OccupancyReleaseOf :many
DELETE FROM occupancy WHERE booking_id = @booking_id AND resource_no = @resource_no AND state = 'asked' RETURNING *;

-- name: StockReleaseOf :many
DELETE FROM stock_use WHERE booking_id = @booking_id AND resource_no = @resource_no AND state = 'asked' RETURNING *;

-- name: OccupancyReleaseKept :many
DELETE FROM occupancy WHERE resource_no = @resource_no AND until_at IS NOT NULL AND until_at <= @now RETURNING *;

-- name: StockReleaseKept :many
DELETE FROM stock_use WHERE resource_no = @resource_no AND until_at IS NOT NULL AND until_at <= @now RETURNING *;

-- name: OccupancyLapsed :one
SELECT resource_no FROM occupancy WHERE until_at IS NOT NULL AND until_at <= @now ORDER BY until_at LIMIT 1;

-- name: StockLapsed :one
SELECT resource_no FROM stock_use WHERE until_at IS NOT NULL AND until_at <= @now ORDER BY until_at LIMIT 1;

-- name: ResourceTakeNo :one
UPDATE resource SET touched = touched + 1 WHERE no = @no RETURNING no;

-- name: OccupancySettle :execrows
UPDATE occupancy SET state = 'confirmed', until_at = NULL
WHERE booking_id = @booking_id AND (CAST(@every AS boolean) OR resource_no = @resource_no) AND (until_at IS NULL OR until_at > @now);

-- name: StockSettle :execrows
UPDATE stock_use SET state = 'confirmed', until_at = NULL
WHERE booking_id = @booking_id AND (CAST(@every AS boolean) OR resource_no = @resource_no) AND (until_at IS NULL OR until_at > @now);

-- But is no booking where nothing is left out, and NULL differs from every one.
-- name: HeldMinutes :one
SELECT CAST(COALESCE(SUM(o.hi - o.lo - o.before - o.after), 0) AS bigint) FROM occupancy o
JOIN booking b ON b.institution_no = @institution_no AND b.id = o.booking_id
WHERE o.resource_no = @resource_no AND o.lo >= @lo AND o.lo < @hi AND o.holder_no = @institution_no AND b.group_id = @group_id
    AND b.id IS DISTINCT FROM @but AND o.state <> 'offered' AND (o.until_at IS NULL OR o.until_at > CAST(@now AS bigint));

-- name: QueueAdd :exec
INSERT INTO room_queue (resource_no, lo, hi, holder_no, booking_id, day, asked_at)
VALUES (@resource_no, @lo, @hi, @holder_no, @booking_id, @day, @asked_at) ON CONFLICT DO NOTHING;

-- name: QueueDrop :exec
DELETE FROM room_queue WHERE booking_id = @booking_id;

-- Only of those to whom the resource is lent still, and lent at all.
-- name: QueueOf :many
SELECT q.* FROM room_queue q
JOIN resource r ON r.no = q.resource_no AND r.retired_at IS NULL
WHERE q.resource_no = @resource_no AND q.lo < @hi AND q.lo >= @since AND q.hi > @lo
    AND (r.owner_no = q.holder_no OR EXISTS (SELECT 1 FROM resource_share s WHERE s.resource_no = r.no AND s.holder_no = q.holder_no))
ORDER BY q.asked_at, q.booking_id;

-- name: ResourceTerms :one
SELECT terms FROM resource WHERE no = @no;

-- What a booking had, whether or not it is lent still.
-- name: ResourcesOfBooking :many
SELECT r.* FROM resource r
WHERE EXISTS (SELECT 1 FROM occupancy o WHERE o.resource_no = r.no AND o.booking_id = @booking_id AND o.holder_no = @holder_no)
ORDER BY r.no;

-- name: AnswerPut :exec
INSERT INTO room_answer (resource_no, holder_no, booking_id, answer, reason, at)
VALUES (@resource_no, @holder_no, @booking_id, @answer, @reason, @at)
ON CONFLICT (booking_id, resource_no) DO UPDATE SET answer = excluded.answer, reason = excluded.reason, at = excluded.at;

-- name: AnswersOf :many
SELECT * FROM room_answer WHERE booking_id = @booking_id;

-- The booking is read only where it is the owner's own; of another
-- institution's the name of the institution is told.
-- name: Asked :many
SELECT sqlc.embed(r), o.booking_id, i.name AS holder, COALESCE(b.title, '') AS title, COALESCE(c.neutral, '') AS neutral,
    CAST(MIN(o.lo + o.before) AS bigint) AS lo, CAST(MIN(o.hi - o.after) AS bigint) AS hi, COUNT(*) AS dates, CAST(MIN(o.until_at) AS bigint) AS until_at
FROM occupancy o
JOIN resource r ON r.no = o.resource_no
JOIN institution i ON i.no = o.holder_no
LEFT JOIN booking b ON b.institution_no = @owner_no AND b.id = o.booking_id
LEFT JOIN circle c ON c.institution_no = @owner_no AND c.id = b.group_id
WHERE r.owner_no = @owner_no AND o.state = 'asked' AND o.until_at > @now
GROUP BY r.no, o.booking_id, i.name, b.title, c.neutral
ORDER BY 9, 6;

-- What is kept for a yes: of the own bookings what was offered or is tentative,
-- and of the own rooms what asks. Few hours are kept, and they have an index.
-- name: Kept :many
SELECT o.booking_id, o.state, r.terms, COALESCE(b.title, '') AS title, COALESCE(c.neutral, '') AS neutral, b.group_id,
    CAST(MIN(o.lo + o.before) AS bigint) AS lo, CAST(MIN(o.hi - o.after) AS bigint) AS hi, CAST(MIN(o.until_at) AS bigint) AS until_at
FROM occupancy o
JOIN resource r ON r.no = o.resource_no
LEFT JOIN booking b ON b.institution_no = @institution_no AND b.id = o.booking_id
LEFT JOIN circle c ON c.institution_no = @institution_no AND c.id = b.group_id
WHERE o.until_at IS NOT NULL AND o.until_at > @now
    AND (o.state <> 'asked' AND o.holder_no = @institution_no OR o.state = 'asked' AND r.owner_no = @institution_no)
GROUP BY o.booking_id, o.state, r.no, b.title, c.neutral, b.group_id
ORDER BY 9, 7;

-- What was said lately to own bookings that are not over.
-- name: AnswersTo :many
SELECT a.booking_id, a.answer, a.reason, a.at, r.terms, b.title, COALESCE(c.neutral, '') AS neutral, b.group_id
FROM room_answer a
JOIN resource r ON r.no = a.resource_no
JOIN booking b ON b.institution_no = @institution_no AND b.id = a.booking_id
LEFT JOIN circle c ON c.institution_no = @institution_no AND c.id = b.group_id
WHERE a.holder_no = @institution_no AND a.at > @since AND b.state <> 'cancelled' AND b.last_hi > @now
ORDER BY a.at DESC, a.booking_id;

-- Minutes of the own rooms that were lent in a span, by room and group. Unused
-- are dates of a group whose meeting was called off, or nobody was counted at.
-- name: RoomUse :many
SELECT o.resource_no, b.group_id, COALESCE(c.neutral, '') AS neutral, COUNT(*) AS dates,
    CAST(SUM(o.hi - o.lo - o.before - o.after) AS bigint) AS minutes,
    COUNT(*) FILTER (WHERE m.state <> 'held') AS unused
FROM occupancy o
JOIN resource r ON r.no = o.resource_no
LEFT JOIN booking b ON b.institution_no = @institution_no AND b.id = o.booking_id
LEFT JOIN circle c ON c.institution_no = @institution_no AND c.id = b.group_id
LEFT JOIN meeting m ON m.institution_no = @institution_no AND m.group_id = b.group_id AND m.series_id = b.id
    AND m.starts_at = (o.lo + o.before) * 60000000
WHERE r.owner_no = @institution_no AND r.kind = 'room' AND o.state = 'confirmed' AND o.lo >= @lo AND o.lo < @hi
    AND COALESCE(b.kind, 'event') <> 'block'
GROUP BY o.resource_no, b.group_id, c.neutral
ORDER BY o.resource_no, 3, 2;

-- name: OccupancyAsk :execrows
UPDATE occupancy SET state = 'asked', until_at = @until_at
WHERE booking_id = @booking_id AND resource_no = @resource_no AND until_at > @now;
