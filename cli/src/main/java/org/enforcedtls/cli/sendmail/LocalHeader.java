package org.enforcedtls.cli.sendmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The header section of a message as a program wrote it. It ends at the first line that is neither
 * a field nor the continuation of one, as programs forget the empty line. Immutable.
 *
 * @param fields in their order
 * @param bodyOffset the octets in front of the body, the empty line included
 */
record LocalHeader(List<Field> fields, int bodyOffset) {
  /** Far more than any program writes; the header section is held in memory. */
  static final int MAX_OCTETS = 256 * 1024;

  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
  private static final Pattern MBOX_LINE = Pattern.compile(">*From .*", Pattern.DOTALL);
  private static final String LINE_END = "\r\n";

  /**
   * A field with its continuation lines.
   *
   * @param text each octet as one character, line ends included
   */
  record Field(String text) {
    /** Without the white space that RFC 5322 §4.5 allows in front of the colon. */
    String name() {
      return text.substring(0, text.indexOf(':')).strip();
    }

    boolean is(String name) {
      return name().equalsIgnoreCase(name);
    }

    /** What is not UTF-8 comes as U+FFFD. */
    String value() {
      return new String(text.substring(text.indexOf(':') + 1).getBytes(ISO_8859_1), UTF_8);
    }
  }

  /**
   * Reads the header section.
   *
   * @param in with CRLF as line ends, at its first octet
   * @throws UnusableMessageException if it is too long, or has a NUL
   * @throws IOException if it cannot be read
   */
  static LocalHeader read(InputStream in) throws IOException {
    String head = new String(in.readNBytes(MAX_OCTETS + 1), ISO_8859_1);
    List<Field> fields = new ArrayList<>();
    int start = afterMboxLines(head);
    int next = fieldEnd(head, start);
    while (next > start) {
      fields.add(new Field(head.substring(start, next)));
      start = next;
      next = fieldEnd(head, start);
    }
    if (head.length() > MAX_OCTETS && isCut(head, start)) {
      throw new UnusableMessageException(
          "header section: expected at most " + MAX_OCTETS + " octets, found more");
    }
    if (head.substring(0, start).indexOf('\0') >= 0) {
      throw new UnusableMessageException("header section: expected text, found a NUL");
    }
    boolean hasEmptyLine = head.startsWith(LINE_END, start);
    return new LocalHeader(List.copyOf(fields), hasEmptyLine ? start + 2 : start);
  }

  /** Whether what was read ends within the line that starts here, or in front of it. */
  private static boolean isCut(String head, int start) {
    return !head.startsWith(LINE_END, start) && lineEnd(head, start) == head.length();
  }

  /** Files of old mail begin so, and programs that copy out of them. */
  private static int afterMboxLines(String head) {
    int start = 0;
    while (start < head.length()
        && MBOX_LINE.matcher(head.substring(start, lineEnd(head, start))).matches()) {
      start = lineEnd(head, start);
    }
    return start;
  }

  private static int lineEnd(String head, int start) {
    int end = head.indexOf(LINE_END, start);
    return end < 0 ? head.length() : end + 2;
  }

  /** Where the field that starts here ends; here if it is none. */
  private static int fieldEnd(String head, int start) {
    int end = lineEnd(head, start);
    if (!FIELD.matcher(head.substring(start, end)).matches()) {
      return start;
    }
    while (end < head.length() && (head.charAt(end) == ' ' || head.charAt(end) == '\t')) {
      end = lineEnd(head, end);
    }
    return end;
  }
}
