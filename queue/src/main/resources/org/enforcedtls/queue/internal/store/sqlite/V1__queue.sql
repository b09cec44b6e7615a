CREATE TABLE queue_message (
  id TEXT NOT NULL PRIMARY KEY,
  arrived_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  reverse_path TEXT NOT NULL,
  envelope_id TEXT,
  dsn_return TEXT,
  tags TEXT NOT NULL,
  idempotency_key TEXT,
  size_octets INTEGER NOT NULL,
  longest_line_octets INTEGER NOT NULL,
  content_marks TEXT NOT NULL,
  -- Recipients that still need the content: not final, or with a notice to be sent.
  open_recipients INTEGER NOT NULL,
  finished_at INTEGER,
  -- Who sends a notice about the message has it until then.
  notice_until INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX queue_message_key ON queue_message (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX queue_message_finished ON queue_message (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE queue_content (
  message TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  octets BLOB NOT NULL,
  PRIMARY KEY (message, chunk)
);

-- Messages whose content is being written, a chunk at a time, before there is a row of them.
CREATE TABLE queue_staging (
  message TEXT NOT NULL PRIMARY KEY,
  started_at INTEGER NOT NULL
);

CREATE TABLE queue_recipient (
  message TEXT NOT NULL,
  position INTEGER NOT NULL,
  mailbox TEXT NOT NULL,
  domain TEXT NOT NULL,
  notify TEXT,
  original_recipient TEXT,
  priority INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- When it may be tried next; without, never.
  due_at INTEGER,
  -- When somebody must look whether it expired or the sender must be told of the delay.
  sweep_at INTEGER,
  -- When the sender was told that it waits.
  delay_told_at INTEGER,
  claim TEXT,
  attempts INTEGER NOT NULL,
  attempted_at INTEGER,
  status TEXT,
  cause TEXT,
  cause_text TEXT,
  reply TEXT,
  mx_host TEXT,
  notice TEXT,
  PRIMARY KEY (message, position)
) WITHOUT ROWID;
CREATE INDEX queue_recipient_due ON queue_recipient (domain, priority, due_at) WHERE claim IS NULL AND due_at IS NOT NULL;
CREATE INDEX queue_recipient_sweep ON queue_recipient (sweep_at) WHERE claim IS NULL AND sweep_at IS NOT NULL;
CREATE INDEX queue_recipient_claim ON queue_recipient (claim) WHERE claim IS NOT NULL;
CREATE INDEX queue_recipient_notice ON queue_recipient (message) WHERE notice IS NOT NULL;

CREATE TABLE queue_attempt (
  message TEXT NOT NULL,
  position INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  node TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  status TEXT,
  cause TEXT,
  evidence TEXT,
  PRIMARY KEY (message, position, attempt)
) WITHOUT ROWID;

CREATE TABLE queue_destination (
  domain TEXT NOT NULL PRIMARY KEY,
  due_at INTEGER,
  paused_until INTEGER,
  failures INTEGER NOT NULL,
  status TEXT,
  cause TEXT,
  cause_text TEXT,
  policy TEXT
) WITHOUT ROWID;
CREATE INDEX queue_destination_due ON queue_destination (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE queue_arrival (
  domain TEXT NOT NULL,
  due_at INTEGER NOT NULL
);

CREATE TABLE queue_claim (
  id TEXT NOT NULL PRIMARY KEY,
  domain TEXT NOT NULL,
  node TEXT NOT NULL,
  lease_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX queue_claim_domain ON queue_claim (domain);
