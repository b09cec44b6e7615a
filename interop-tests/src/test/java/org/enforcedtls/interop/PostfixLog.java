package org.enforcedtls.interop;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Postfix noted of one connection.
 *
 * @param text the lines of its log, to the end of the connection
 */
record PostfixLog(String text) {
  private static final Pattern ESTABLISHED =
      Pattern.compile(
          "TLS connection established from .*: (\\S+) with cipher (\\S+) \\(.*?\\)"
              + "(?: key-exchange (\\S+))?(?: server-signature (\\S+))?");

  /** What it agreed on, as it names it; group and signature only where it notes them. */
  record Tls(String protocol, String suite, Optional<String> group, Optional<String> signature) {}

  Optional<Tls> tls() {
    Matcher found = ESTABLISHED.matcher(text);
    return found.find()
        ? Optional.of(
            new Tls(
                found.group(1),
                found.group(2),
                Optional.ofNullable(found.group(3)),
                Optional.ofNullable(found.group(4))))
        : Optional.empty();
  }

  /** Every command of every client is in the log: an EHLO that is there shows that it is kept. */
  boolean hasMailCommand() {
    if (!text.contains(": EHLO ")) {
      throw new IllegalStateException("no command was noted: " + text);
    }
    return text.contains("MAIL FROM");
  }
}
