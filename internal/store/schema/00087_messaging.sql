-- How an institution sends; without a row it sends nothing.

-- +goose Up
CREATE TABLE messaging (
    institution_no bigint NOT NULL,
    mode           text   NOT NULL,
    opens          bigint NOT NULL, -- minutes after midnight
    shuts          bigint NOT NULL,
    rounds         text   NOT NULL, -- minutes before a meeting, separated by commas
    per_hour       bigint NOT NULL,
    sms_parts      bigint NOT NULL, -- a calendar month
    sender         text   NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT messaging_pk PRIMARY KEY (institution_no),
    CONSTRAINT messaging_mode CHECK (mode IN ('live', 'test', 'mute')),
    CONSTRAINT messaging_hours CHECK (opens >= 0 AND opens < 1440 AND shuts >= 0 AND shuts < 1440),
    CONSTRAINT messaging_limits CHECK (per_hour >= 0 AND sms_parts >= 0)
);
