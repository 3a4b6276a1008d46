-- What would have been sent, while an institution tries out how it sends. Words
-- and address are sealed with the key of whom they were for.

-- +goose Up
CREATE TABLE test_parcel (
    institution_no bigint NOT NULL,
    id             uuid   NOT NULL,
    party_id       uuid   NOT NULL,
    channel        text   NOT NULL,
    content        bytea  NOT NULL,
    made_at        bigint NOT NULL,
    CONSTRAINT test_parcel_pk PRIMARY KEY (institution_no, id),
    CONSTRAINT test_parcel_channel CHECK (channel IN ('email', 'sms'))
);
CREATE INDEX test_parcel_made ON test_parcel (institution_no, made_at);
CREATE INDEX test_parcel_of_party ON test_parcel (institution_no, party_id);
