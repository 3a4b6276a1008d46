-- name: ReadyItems :many
SELECT * FROM readiness_item WHERE institution_no = @institution_no;

-- name: ReadyItemInsert :execrows
INSERT INTO readiness_item (institution_no, item, state, evidence, happened_on, happened_precision, confirmed_by, confirmed_at, version)
VALUES (@institution_no, @item, @state, @evidence, @happened_on, @happened_precision, @confirmed_by, @confirmed_at, 1)
ON CONFLICT DO NOTHING;

-- name: ReadyItemUpdate :execrows
UPDATE readiness_item SET state = @state, evidence = @evidence, happened_on = @happened_on,
    happened_precision = @happened_precision, confirmed_by = @confirmed_by, confirmed_at = @confirmed_at, version = version + 1
WHERE institution_no = @institution_no AND item = @item AND version = @version;

-- name: ReadyItemDelete :execrows
DELETE FROM readiness_item WHERE institution_no = @institution_no AND item = @item AND version = @version;

-- name: ReadyItemVersion :one
SELECT version FROM readiness_item WHERE institution_no = @institution_no AND item = @item;

-- name: AllyListVersion :one
SELECT version FROM ally_list WHERE institution_no = @institution_no;

-- name: AllyListInsert :execrows
INSERT INTO ally_list (institution_no, version) VALUES (@institution_no, 1) ON CONFLICT DO NOTHING;

-- name: AllyListTouch :execrows
UPDATE ally_list SET version = version + 1 WHERE institution_no = @institution_no AND version = @version;

-- name: Allies :many
SELECT name, kind, gives FROM ally WHERE institution_no = @institution_no ORDER BY place;

-- name: AlliesDelete :exec
DELETE FROM ally WHERE institution_no = @institution_no;

-- name: AllyInsert :exec
INSERT INTO ally (institution_no, place, name, kind, gives)
VALUES (@institution_no, @place, @name, @kind, @gives);

-- name: TrainingInsert :execrows
INSERT INTO training (institution_no, id, topic, held_on, held_precision, minutes, others, record, made_at, version)
VALUES (@institution_no, @id, @topic, @held_on, @held_precision, @minutes, @others, @record, @made_at, 1)
ON CONFLICT DO NOTHING;

-- name: TrainingUpdate :execrows
UPDATE training SET topic = @topic, held_on = @held_on, held_precision = @held_precision, minutes = @minutes,
    others = @others, record = @record, version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: TrainingDelete :execrows
DELETE FROM training WHERE institution_no = @institution_no AND id = @id;

-- name: TrainingTake :execrows
UPDATE training SET version = version + 1
WHERE institution_no = @institution_no AND id = @id AND version = @version;

-- name: TrainingByID :one
SELECT * FROM training WHERE institution_no = @institution_no AND id = @id;

-- name: Trainings :many
SELECT * FROM training WHERE institution_no = @institution_no ORDER BY held_on DESC, made_at DESC, id;

-- name: Trained :many
SELECT user_id FROM training_person WHERE institution_no = @institution_no AND training_id = @training_id ORDER BY user_id;

-- name: TrainedOfAll :many
SELECT training_id, user_id FROM training_person WHERE institution_no = @institution_no ORDER BY user_id;

-- name: TrainedDelete :exec
DELETE FROM training_person WHERE institution_no = @institution_no AND training_id = @training_id;

-- name: TrainedInsert :exec
INSERT INTO training_person (institution_no, training_id, user_id) VALUES (@institution_no, @training_id, @user_id);
