-- +goose Up
-- What a record said in plain lines about strategy, premises and partners
-- moves to tables of its own. The first line about the strategy is its title.
-- The engines make ids in different words; the PostgreSQL file does the same.
INSERT INTO strategy (institution_no, id, programme_id, title, from_year, to_year, note, attachment_id, made_at, version)
SELECT i.institution_no,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    i.programme_id, i.item, NULL, NULL,
    COALESCE((SELECT string_agg(n.item, char(10) ORDER BY n.place) FROM programme_item AS n
        WHERE n.institution_no = i.institution_no AND n.programme_id = i.programme_id AND n.section = 'strategy' AND n.place > i.place), ''),
    NULL, p.made_at, 1
FROM programme_item AS i
JOIN programme AS p ON p.institution_no = i.institution_no AND p.id = i.programme_id
WHERE i.section = 'strategy' AND i.place = (SELECT min(f.place) FROM programme_item AS f
    WHERE f.institution_no = i.institution_no AND f.programme_id = i.programme_id AND f.section = 'strategy');

INSERT INTO premises_step (institution_no, id, programme_id, place, kind, happened_on, happened_precision, happened_words, said, made_at, version)
SELECT i.institution_no,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    i.programme_id, i.place, '', NULL, NULL, '', i.item, p.made_at, 1
FROM programme_item AS i
JOIN programme AS p ON p.institution_no = i.institution_no AND p.id = i.programme_id
WHERE i.section = 'premises';

INSERT INTO programme_partner (institution_no, programme_id, place, name, kind)
SELECT institution_no, programme_id, place, item, '' FROM programme_item WHERE section = 'partners';

DELETE FROM programme_item WHERE section IN ('strategy', 'premises', 'partners');
