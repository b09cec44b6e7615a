package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header section of an original, as it stands: nothing behind its end, and nothing that is no
 * header field, so that no line of a body comes back in its place. Immutable.
 */
final class HeaderSection {
  /** RFC 5322 §2.1.1. */
  private static final int MAX_LINE_OCTETS = 998;

  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
  private static final Pattern FOLDING = Pattern.compile("\\r\\n(?=[ \\t])");
  private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

  private final byte[] octets;
  private final String text;

  private HeaderSection(byte[] octets) {
    this.octets = octets;
    this.text = new String(octets, ISO_8859_1);
  }

  /**
   * Reads the head of an original.
   *
   * @param head line ends as CRLF; its last line may be cut
   */
  static HeaderSection of(byte[] head) {
    int start = isMboxLine(head) ? lineAfter(head, 0) : 0;
    int end = start;
    while (end < head.length) {
      int next = lineAfter(head, end);
      boolean isContinuation = end > start && (head[end] == ' ' || head[end] == '\t');
      if (!isContinuation
          && !FIELD.matcher(new String(head, end, next - end, ISO_8859_1)).matches()) {
        break;
      }
      end = next;
    }
    return new HeaderSection(Arrays.copyOfRange(head, start, end));
  }

  /** Some programs begin a message so; it is no field. */
  private static boolean isMboxLine(byte[] head) {
    return new String(head, 0, Math.min(head.length, 5), ISO_8859_1).equals("From ");
  }

  private static int lineAfter(byte[] head, int start) {
    int end = start;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, head.length);
  }

  byte[] octets() {
    return octets.clone();
  }

  boolean isEmpty() {
    return octets.length == 0;
  }

  boolean isAscii() {
    return OneLine.isAscii(text);
  }

  boolean isUtf8() {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether it can stand in a message as it is, but for characters outside ASCII. */
  boolean isWellFormed() {
    return text.indexOf('\0') < 0
        && (isEmpty() || text.endsWith("\r\n"))
        && text.lines().allMatch(line -> line.length() <= MAX_LINE_OCTETS);
  }

  /** The identifier, if it is fit to be repeated. */
  Optional<String> messageId() {
    return field("message-id").filter(id -> MESSAGE_ID.matcher(id).matches());
  }

  /** What the author called the message, one line for people; empty if it is encoded. */
  Optional<String> subject() {
    return field("subject")
        .map(raw -> isUtf8() ? new String(raw.getBytes(ISO_8859_1), UTF_8) : raw)
        .map(OneLine::of)
        .filter(subject -> !subject.isEmpty() && !subject.contains("=?"));
  }

  private Optional<String> field(String name) {
    return FOLDING
        .matcher(text)
        .replaceAll("")
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip());
  }
}
