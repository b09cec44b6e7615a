-- Of the cause: whom to talk to, whom to call, and the evidence, a line each.
ALTER TABLE queue_recipient ADD COLUMN cause_details TEXT;
ALTER TABLE queue_destination ADD COLUMN cause_details TEXT;

-- From when a lifetime counts that a policy says; without, the message says its own.
ALTER TABLE queue_message ADD COLUMN lifetime_from INTEGER;
-- What the policy of the domain said last, in milliseconds.
ALTER TABLE queue_destination ADD COLUMN lifetime INTEGER;

UPDATE queue_recipient SET notice = 'relayed' WHERE notice = 'delivered';
