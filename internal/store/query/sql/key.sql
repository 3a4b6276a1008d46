-- name: KeyInsert :execrows
INSERT INTO house_key (institution_no, id, name, folded, kind, room_id, building_id, kept, lost_on, lost_said, made_at, version)
VALUES (@institution_no, @id, @name, @folded, @kind, @room_id, @building_id, @kept, NULL, '', @made_at, 1) ON CONFLICT DO NOTHING;

-- name: KeyUpdate :execrows
UPDATE house_key SET name = @name, folded = @folded, kind = @kind, room_id = @room_id, building_id = @building_id, kept = @kept,
    lost_on = @lost_on, lost_said = @lost_said, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- Taking the row is what counts; no open form of it grows stale.
-- name: KeyTake :execrows
UPDATE house_key SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: KeyByID :one
SELECT * FROM house_key WHERE institution_no = @institution_no AND id = @id;

-- name: Keys :many
SELECT * FROM house_key WHERE institution_no = @institution_no ORDER BY folded, id;

-- name: LoanInsert :execrows
INSERT INTO loan (institution_no, id, key_id, equipment_id, sole, pieces, borrower, user_id, group_id, named, since, due, made_at, version)
VALUES (@institution_no, @id, @key_id, @equipment_id, @sole, @pieces, @borrower, @user_id, @group_id, @named, @since, @due, @made_at, 1)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: LoanEnd :execrows
UPDATE loan SET ended_on = @ended_on, ended = @ended, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND ended_on IS NULL;

-- name: LoanByID :one
SELECT l.*, COALESCE(k.name, '') AS key_name, r.terms, COALESCE(c.neutral, '') AS group_name FROM loan l
LEFT JOIN house_key k ON k.institution_no = l.institution_no AND k.id = l.key_id
LEFT JOIN resource r ON r.id = l.equipment_id
LEFT JOIN circle c ON c.institution_no = l.institution_no AND c.id = l.group_id
WHERE l.institution_no = @institution_no AND l.id = @id;

-- All that is out, or the history of one thing.
-- name: Loans :many
SELECT l.*, COALESCE(k.name, '') AS key_name, r.terms, COALESCE(c.neutral, '') AS group_name FROM loan l
LEFT JOIN house_key k ON k.institution_no = l.institution_no AND k.id = l.key_id
LEFT JOIN resource r ON r.id = l.equipment_id
LEFT JOIN circle c ON c.institution_no = l.institution_no AND c.id = l.group_id
WHERE l.institution_no = @institution_no AND (l.ended_on IS NULL OR l.key_id = @key_id OR l.equipment_id = @equipment_id)
    AND (CAST(@everything AS boolean) OR l.key_id = @key_id OR l.equipment_id = @equipment_id)
ORDER BY l.since DESC, l.made_at DESC, l.id;

-- name: Duties :many
SELECT * FROM duty WHERE institution_no = @institution_no AND booking_id = @booking_id ORDER BY day;

-- name: DutyInsert :execrows
INSERT INTO duty (institution_no, booking_id, day, opens, opens_user, locks, locks_user, version)
VALUES (@institution_no, @booking_id, @day, @opens, @opens_user, @locks, @locks_user, 1) ON CONFLICT DO NOTHING;

-- name: DutyUpdate :execrows
UPDATE duty SET opens = @opens, opens_user = @opens_user, locks = @locks, locks_user = @locks_user, version = version + 1
WHERE institution_no = @institution_no AND booking_id = @booking_id AND day = @day AND version = @version;

-- name: AgreementInsert :execrows
INSERT INTO room_agreement (institution_no, id, room_id, group_id, no, key_id, terms, state, made_at, version)
VALUES (@institution_no, @id, @room_id, @group_id, @no, @key_id, @terms, 'draft', @made_at, 1) ON CONFLICT (institution_no, id) DO NOTHING;

-- name: AgreementUpdate :execrows
UPDATE room_agreement SET key_id = @key_id, terms = @terms, state = @state, accepted_on = @accepted_on, accepted_how = @accepted_how,
    accepted_by = @accepted_by, ended_on = @ended_on, ended_how = @ended_how, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: AgreementByID :one
SELECT sqlc.embed(a), r.terms AS room_terms, c.neutral AS group_name, COALESCE(k.name, '') AS key_name FROM room_agreement a
JOIN resource r ON r.id = a.room_id
JOIN circle c ON c.institution_no = a.institution_no AND c.id = a.group_id
LEFT JOIN house_key k ON k.institution_no = a.institution_no AND k.id = a.key_id
WHERE a.institution_no = @institution_no AND a.id = @id;

-- name: AgreementsOf :many
SELECT sqlc.embed(a), r.terms AS room_terms, c.neutral AS group_name, COALESCE(k.name, '') AS key_name FROM room_agreement a
JOIN resource r ON r.id = a.room_id
JOIN circle c ON c.institution_no = a.institution_no AND c.id = a.group_id
LEFT JOIN house_key k ON k.institution_no = a.institution_no AND k.id = a.key_id
WHERE a.institution_no = @institution_no AND a.room_id = @room_id
ORDER BY c.neutral, a.group_id, a.no DESC;

-- name: KeeperWorks :one
SELECT COUNT(*) FROM user_grant g JOIN app_user u ON u.id = g.user_id
WHERE g.scope_no = @scope_no AND g.user_id = @user_id AND NOT u.disabled AND g.role IN ('coordinator', 'manager');
