package org.enforcedtls.cli;

/** How a questionnaire is written. */
enum FormFormat {
  /** Text for people. */
  MARKDOWN,
  /** For a partner's program. */
  JSON,
  /** A page to be printed. */
  HTML
}
