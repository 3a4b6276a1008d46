-- name: PlanInsert :execrows
INSERT INTO meeting_plan (institution_no, id, lang, occasion, kinds, slug, folded, content, made_at, changed_at, version)
VALUES (@institution_no, @id, @lang, @occasion, @kinds, @slug, @folded, @content, @made_at, @changed_at, 1)
ON CONFLICT DO NOTHING;

-- name: PlanByID :one
SELECT sqlc.embed(p), EXISTS (SELECT 1 FROM shared_plan s WHERE s.id = p.id AND s.house_no = p.institution_no) AS shared
FROM meeting_plan p WHERE p.institution_no = @institution_no AND p.id = @id;

-- name: PlanUpdate :execrows
UPDATE meeting_plan SET lang = @lang, occasion = @occasion, kinds = @kinds, folded = @folded, content = @content,
    changed_at = @changed_at, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: PlanTake :execrows
UPDATE meeting_plan SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: PlanDelete :execrows
DELETE FROM meeting_plan WHERE institution_no = @institution_no AND id = @id;

-- What a list is searched by; the text and the kinds are compared in Go, where
-- both engines agree. A list that is not searched reads no words.
-- name: PlanKeys :many
SELECT id, kinds, CAST(CASE WHEN CAST(@with_words AS boolean) THEN folded ELSE '' END AS text) AS folded FROM meeting_plan
WHERE institution_no = @institution_no
    AND (CAST(@every_occasion AS boolean) OR occasion = @occasion)
ORDER BY changed_at DESC, id;

-- name: PlanRows :many
SELECT sqlc.embed(p), EXISTS (SELECT 1 FROM shared_plan s WHERE s.id = p.id AND s.house_no = p.institution_no) AS shared
FROM meeting_plan p
WHERE p.institution_no = @institution_no AND p.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY p.changed_at DESC, p.id;

-- name: PlanShare :execrows
INSERT INTO shared_plan (id, house_no, lang, occasion, kinds, folded, content, shared_at)
VALUES (@id, @house_no, @lang, @occasion, @kinds, @folded, @content, @shared_at)
ON CONFLICT (id) DO UPDATE SET lang = excluded.lang, occasion = excluded.occasion, kinds = excluded.kinds, folded = excluded.folded,
    content = excluded.content, shared_at = excluded.shared_at
WHERE shared_plan.house_no = excluded.house_no;

-- name: PlanUnshare :exec
DELETE FROM shared_plan WHERE id = @id AND house_no = @house_no;

-- name: SharedPlanKeys :many
SELECT id, kinds, CAST(CASE WHEN CAST(@with_words AS boolean) THEN folded ELSE '' END AS text) AS folded FROM shared_plan
WHERE house_no <> @house_no
    AND (CAST(@every_occasion AS boolean) OR occasion = @occasion)
ORDER BY shared_at DESC, id;

-- name: SharedPlanRows :many
SELECT sqlc.embed(s), i.name AS house FROM shared_plan s JOIN institution i ON i.no = s.house_no
WHERE s.house_no <> @house_no AND s.id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j)
ORDER BY s.shared_at DESC, s.id;

-- Stages and kinds are the group's; how many were held before, so that a first
-- meeting is known.
-- name: PlanMeeting :one
SELECT m.group_id, m.starts_at, m.ends_at, m.state, COALESCE(k.alike, c.kind) AS kind, COALESCE(k.plans, '') AS plans, c.stage,
    (SELECT COUNT(*) FROM meeting h
        WHERE h.institution_no = m.institution_no AND h.group_id = m.group_id AND h.state = 'held' AND h.starts_at < m.starts_at) AS held
FROM meeting m JOIN circle c ON c.institution_no = m.institution_no AND c.id = m.group_id
LEFT JOIN group_kind k ON k.institution_no = c.institution_no AND k.code = c.kind
WHERE m.institution_no = @institution_no AND m.id = @id;

-- name: PlanChosen :one
SELECT slug, lang, plan_id, version FROM plan_choice WHERE institution_no = @institution_no AND meeting_id = @meeting_id;

-- name: PlanChoose :execrows
INSERT INTO plan_choice (institution_no, meeting_id, slug, lang, plan_id, version)
VALUES (@institution_no, @meeting_id, @slug, @lang, @plan_id, 1)
ON CONFLICT DO NOTHING;

-- name: PlanChooseAgain :execrows
UPDATE plan_choice SET slug = @slug, lang = @lang, plan_id = @plan_id, version = version + 1
WHERE institution_no = @institution_no AND meeting_id = @meeting_id AND version = @version;

-- name: PlanLetGo :exec
UPDATE plan_choice SET plan_id = NULL, version = version + 1 WHERE institution_no = @institution_no AND plan_id = @plan_id;

-- name: PlanMeetings :one
SELECT COUNT(*) FROM plan_choice c JOIN meeting m ON m.institution_no = c.institution_no AND m.id = c.meeting_id
WHERE c.institution_no = @institution_no AND c.plan_id = @plan_id AND m.state = 'planned';
