CREATE TABLE queue_message (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  arrived_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  reverse_path text NOT NULL,
  envelope_id text,
  dsn_return text,
  tags text NOT NULL,
  idempotency_key text,
  size_octets bigint NOT NULL,
  longest_line_octets integer NOT NULL,
  content_marks text NOT NULL,
  -- Recipients that still need the content: not final, or with a notice to be sent.
  open_recipients integer NOT NULL,
  finished_at bigint,
  -- Who sends a notice about the message has it until then.
  notice_until bigint
);
CREATE UNIQUE INDEX queue_message_key ON queue_message (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX queue_message_finished ON queue_message (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE queue_content (
  message text COLLATE "C" NOT NULL,
  chunk integer NOT NULL,
  octets bytea NOT NULL,
  PRIMARY KEY (message, chunk)
);
-- Mail seldom shrinks much, and to compress it costs more than to write it.
ALTER TABLE queue_content ALTER COLUMN octets SET STORAGE EXTERNAL;

-- Messages whose content is being written, a chunk at a time, before there is a row of them.
CREATE TABLE queue_staging (
  message text COLLATE "C" NOT NULL PRIMARY KEY,
  started_at bigint NOT NULL
);

CREATE TABLE queue_recipient (
  message text COLLATE "C" NOT NULL,
  position integer NOT NULL,
  mailbox text NOT NULL,
  domain text COLLATE "C" NOT NULL,
  notify text,
  original_recipient text,
  priority integer NOT NULL,
  state text NOT NULL,
  -- When it may be tried next; without, never.
  due_at bigint,
  -- When somebody must look whether it expired or the sender must be told of the delay.
  sweep_at bigint,
  -- When the sender was told that it waits.
  delay_told_at bigint,
  claim text COLLATE "C",
  attempts integer NOT NULL,
  attempted_at bigint,
  status text,
  cause text,
  cause_text text,
  reply text,
  mx_host text,
  notice text,
  PRIMARY KEY (message, position)
);
CREATE INDEX queue_recipient_due ON queue_recipient (domain, priority, due_at) WHERE claim IS NULL AND due_at IS NOT NULL;
CREATE INDEX queue_recipient_sweep ON queue_recipient (sweep_at) WHERE claim IS NULL AND sweep_at IS NOT NULL;
CREATE INDEX queue_recipient_claim ON queue_recipient (claim) WHERE claim IS NOT NULL;
CREATE INDEX queue_recipient_notice ON queue_recipient (message) WHERE notice IS NOT NULL;

CREATE TABLE queue_attempt (
  message text COLLATE "C" NOT NULL,
  position integer NOT NULL,
  attempt integer NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  node text NOT NULL,
  conclusion text NOT NULL,
  status text,
  cause text,
  evidence text,
  PRIMARY KEY (message, position, attempt)
);

CREATE TABLE queue_destination (
  domain text COLLATE "C" NOT NULL PRIMARY KEY,
  due_at bigint,
  paused_until bigint,
  failures integer NOT NULL,
  status text,
  cause text,
  cause_text text,
  policy text
);
CREATE INDEX queue_destination_due ON queue_destination (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE queue_arrival (
  domain text COLLATE "C" NOT NULL,
  due_at bigint NOT NULL
);

CREATE TABLE queue_claim (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  domain text COLLATE "C" NOT NULL,
  node text NOT NULL,
  lease_until bigint NOT NULL
);
CREATE INDEX queue_claim_domain ON queue_claim (domain);
