package org.enforcedtls.queue.entry;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What tells a queued message from all others, on every node: 26 digits and capital letters, such
 * as {@code 01JDXQ6T6V8KZ0W3F2E5RPN4YC}. The first ten tell when it was queued, so that ids sort by
 * time; the rest is random. Immutable.
 *
 * @param text 26 characters of Crockford's base 32
 */
public record QueueId(String text) implements Comparable<QueueId> {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_OCTETS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks the form.
   *
   * @param text 26 characters
   * @throws IllegalArgumentException if it is something else
   */
  public QueueId {
    if (!FORM.matcher(requireNonNull(text, "text")).matches()) {
      throw new IllegalArgumentException(
          "a queue id has 26 digits and capital letters without I, L, O and U, not \""
              + text
              + "\"");
    }
  }

  /**
   * A new id, different from all others.
   *
   * @param queuedAt when the message is queued, 1970 or later
   * @return the id
   */
  public static QueueId next(Instant queuedAt) {
    char[] text = new char[TIME_DIGITS + RANDOM_OCTETS];
    long rest = queuedAt.toEpochMilli();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    byte[] random = new byte[RANDOM_OCTETS];
    RANDOM.nextBytes(random);
    for (int i = 0; i < RANDOM_OCTETS; i++) {
      text[TIME_DIGITS + i] = DIGITS.charAt(random[i] & 31);
    }
    return new QueueId(new String(text));
  }

  @Override
  public int compareTo(QueueId other) {
    return text.compareTo(other.text);
  }

  /** The 26 characters. */
  @Override
  public String toString() {
    return text;
  }
}
