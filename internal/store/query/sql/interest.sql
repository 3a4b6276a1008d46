-- name: TopicInsert :execrows
INSERT INTO interest_topic (institution_no, id, words, made_at)
VALUES (@institution_no, @id, @words, @made_at)
ON CONFLICT (institution_no, id) DO NOTHING;

-- name: TopicTake :execrows
UPDATE interest_topic SET made_at = made_at WHERE institution_no = @institution_no AND id = @id AND words IS NOT NULL;

-- name: TopicWords :many
SELECT id, words FROM interest_topic
WHERE institution_no = @institution_no AND words IS NOT NULL AND id IN (SELECT j.value FROM json_each(CAST(@ids AS text)) AS j);

-- name: TopicsWanted :many
SELECT CAST(COALESCE(i.kind, '') AS text) AS kind, i.topic_id,
    CAST(SUM(CASE WHEN i.state = 'waits' THEN 1 ELSE 0 END) AS bigint) AS waits,
    CAST(SUM(CASE WHEN i.state IN ('invited', 'put_off') THEN 1 ELSE 0 END) AS bigint) AS others,
    CAST(COALESCE(MIN(CASE WHEN i.state = 'waits' THEN i.since_on END), '') AS text) AS since_on,
    CAST(COALESCE(MAX(k.least), 0) AS bigint) AS least
FROM interest i
LEFT JOIN group_kind k ON k.institution_no = i.institution_no AND k.code = i.kind
LEFT JOIN interest_topic t ON t.institution_no = i.institution_no AND t.id = i.topic_id
WHERE i.institution_no = @institution_no AND (i.topic_id IS NULL OR t.words IS NOT NULL)
GROUP BY i.kind, i.topic_id;

-- name: InterestInsert :execrows
INSERT INTO interest (institution_no, id, kind, topic_id, person_id, since_on, state, made_at, version)
VALUES (@institution_no, @id, sqlc.narg('kind'), sqlc.narg('topic_id'), sqlc.narg('person_id'), @since_on, 'waits', @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: InterestByID :one
SELECT i.*, p.pseudonym, pr.state AS proposed FROM interest i
LEFT JOIN person p ON p.institution_no = i.institution_no AND p.id = i.person_id
LEFT JOIN proposal pr ON pr.institution_no = i.institution_no AND pr.id = i.id
WHERE i.institution_no = @institution_no AND i.id = @id;

-- name: InterestTake :execrows
UPDATE interest SET version = version WHERE institution_no = @institution_no AND id = @id;

-- name: InterestSet :execrows
UPDATE interest SET state = @state, why = @why, group_id = sqlc.narg('group_id'), version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: InterestJoin :exec
UPDATE interest SET state = 'joined', version = version + 1
WHERE institution_no = @institution_no AND person_id = @person_id AND group_id = @group_id AND state = 'invited';

-- Those who wait come first, then those of whom something is still to come.
-- name: Interested :many
SELECT i.*, p.pseudonym, pr.state AS proposed FROM interest i
LEFT JOIN person p ON p.institution_no = i.institution_no AND p.id = i.person_id
LEFT JOIN proposal pr ON pr.institution_no = i.institution_no AND pr.id = i.id
WHERE i.institution_no = @institution_no AND COALESCE(i.kind, '') = CAST(@kind AS text)
    AND (CAST(@of_kind AS boolean) OR i.topic_id = sqlc.narg('topic_id'))
ORDER BY CASE i.state WHEN 'waits' THEN 0 WHEN 'invited' THEN 1 WHEN 'put_off' THEN 2 ELSE 3 END, i.since_on, i.made_at, i.id
LIMIT CAST(@most AS bigint) OFFSET CAST(@skip AS bigint);

-- name: InterestedCount :one
SELECT COUNT(*) FROM interest i
WHERE i.institution_no = @institution_no AND COALESCE(i.kind, '') = CAST(@kind AS text)
    AND (CAST(@of_kind AS boolean) OR i.topic_id = sqlc.narg('topic_id'));

-- name: InterestWaiting :many
SELECT i.*, p.pseudonym, pr.state AS proposed FROM interest i
JOIN person p ON p.institution_no = i.institution_no AND p.id = i.person_id
LEFT JOIN proposal pr ON pr.institution_no = i.institution_no AND pr.id = i.id
WHERE i.institution_no = @institution_no AND COALESCE(i.kind, '') = CAST(@kind AS text) AND i.state IN ('waits', 'invited', 'put_off')
    AND (CAST(@of_kind AS boolean) OR i.topic_id = sqlc.narg('topic_id'))
ORDER BY i.since_on, i.made_at, i.id
LIMIT 100;

-- name: InterestNameless :one
SELECT COUNT(*) FROM interest i
WHERE i.institution_no = @institution_no AND COALESCE(i.kind, '') = CAST(@kind AS text) AND i.state = 'waits' AND i.person_id IS NULL
    AND (CAST(@of_kind AS boolean) OR i.topic_id = sqlc.narg('topic_id'));

-- name: InterestTopics :many
SELECT DISTINCT topic_id FROM interest
WHERE institution_no = @institution_no AND person_id = @person_id AND topic_id IS NOT NULL
ORDER BY topic_id;

-- name: InterestForgetWords :exec
UPDATE interest_topic SET words = NULL
WHERE interest_topic.institution_no = @institution_no
    AND id IN (SELECT m.topic_id FROM interest m WHERE m.institution_no = @institution_no AND m.person_id = @person_id)
    AND NOT EXISTS (SELECT 1 FROM interest o WHERE o.institution_no = @institution_no AND o.topic_id = interest_topic.id
        AND o.state IN ('waits', 'invited', 'put_off') AND (o.person_id IS NULL OR o.person_id <> @person_id));

-- name: InterestForget :exec
UPDATE interest SET person_id = NULL, state = 'withdrawn', why = NULL, group_id = NULL, version = version + 1
WHERE institution_no = @institution_no AND person_id = @person_id;

-- name: InterestSweep :exec
DELETE FROM interest WHERE institution_no = @institution_no AND made_at < @before;

-- name: TopicSweep :exec
DELETE FROM interest_topic WHERE interest_topic.institution_no = @institution_no AND interest_topic.made_at < @before
    AND NOT EXISTS (SELECT 1 FROM interest o WHERE o.institution_no = @institution_no AND o.topic_id = interest_topic.id);

-- name: GroupsOpen :many
SELECT id, neutral FROM circle
WHERE institution_no = @institution_no AND stage <> 'closed' AND (CAST(@every_kind AS boolean) OR kind = @kind)
ORDER BY folded, id LIMIT 200;
