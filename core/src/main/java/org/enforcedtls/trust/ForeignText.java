package org.enforcedtls.trust;

import java.security.cert.X509Certificate;

/** Text that somebody else wrote, made fit for a log line: one line, printable, bounded. */
final class ForeignText {
  private static final int MAX_CODE_POINTS = 200;

  private ForeignText() {}

  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(safe, c));
    return text.codePointCount(0, text.length()) > MAX_CODE_POINTS
        ? safe.append('…').toString()
        : safe.toString();
  }

  static String subjectOf(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    return name.isEmpty() ? "(empty subject)" : of(name);
  }

  static String issuerOf(X509Certificate certificate) {
    String name = certificate.getIssuerX500Principal().getName();
    return name.isEmpty() ? "(empty issuer)" : of(name);
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          safe.append(String.format("\\u{%x}", codePoint));
      default -> safe.appendCodePoint(codePoint);
    }
  }
}
