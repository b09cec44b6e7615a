-- Of the cause: whom to talk to, whom to call, and the evidence, a line each.
ALTER TABLE queue_recipient ADD COLUMN cause_details text;
ALTER TABLE queue_destination ADD COLUMN cause_details text;

-- From when a lifetime counts that a policy says; without, the message says its own.
ALTER TABLE queue_message ADD COLUMN lifetime_from bigint;
-- What the policy of the domain said last, in milliseconds.
ALTER TABLE queue_destination ADD COLUMN lifetime bigint;

UPDATE queue_recipient SET notice = 'relayed' WHERE notice = 'delivered';
