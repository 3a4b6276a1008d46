-- A group that joined another, came back and joined it again did so last.
-- name: KinPut :exec
INSERT INTO group_kin (institution_no, from_id, to_id, how, happened_on, by_user, made_at)
VALUES (@institution_no, @from_id, @to_id, @how, @happened_on, @by_user, @made_at)
ON CONFLICT (institution_no, from_id, to_id, how) DO UPDATE
SET happened_on = excluded.happened_on, by_user = excluded.by_user, made_at = excluded.made_at;

-- name: KinDelete :exec
DELETE FROM group_kin WHERE institution_no = @institution_no AND from_id = @from_id AND how = @how;

-- name: KinOf :many
SELECT k.from_id, k.to_id, k.how, k.happened_on, c.neutral FROM group_kin k
JOIN circle c ON c.institution_no = k.institution_no AND c.id = CASE WHEN k.from_id = @group_id THEN k.to_id ELSE k.from_id END
WHERE k.institution_no = @institution_no AND (k.from_id = @group_id OR k.to_id = @group_id)
ORDER BY k.happened_on, k.made_at, c.id;

-- name: MembershipsNow :many
SELECT id, person_id, joined_on FROM membership
WHERE institution_no = @institution_no AND group_id = @group_id AND left_on IS NULL
ORDER BY person_id;

-- What somebody is ready for goes along, unless they said it there already.
-- name: WishCarry :exec
UPDATE group_wish SET group_id = @to_id
WHERE group_wish.institution_no = @institution_no AND group_wish.group_id = @from_id AND group_wish.person_id = @person_id
    AND NOT EXISTS (SELECT 1 FROM group_wish AS w
        WHERE w.institution_no = @institution_no AND w.group_id = @to_id AND w.person_id = @person_id);

-- name: AbsencesCarry :exec
UPDATE group_absence SET group_id = @to_id
WHERE institution_no = @institution_no AND group_id = @from_id AND person_id = @person_id;

-- What waits goes along with whose it is, and what is settled between two who
-- both go.
-- name: HelpCarry :exec
UPDATE help SET group_id = @to_id, version = version + 1
WHERE institution_no = @institution_no AND group_id = @from_id
    AND author_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
    AND (state = 'open' OR state = 'matched' AND other_id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j));

-- name: HelpCarryAll :exec
UPDATE help SET group_id = @to_id, version = version + 1
WHERE institution_no = @institution_no AND group_id = @from_id AND state IN ('open', 'matched');

-- name: LinksCarry :exec
UPDATE link SET group_id = @to_id
WHERE person_id = @person_id AND group_id = @from_id AND scope_no = @scope_no;

-- name: SessionsCarry :exec
UPDATE session SET group_id = @to_id
WHERE person_id = @person_id AND group_id = @from_id AND scope_no = @scope_no;
