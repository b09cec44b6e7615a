package org.enforcedtls.policy.mtasts;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.enforcedtls.policy.MxPattern;

/**
 * The policy of a policy domain (RFC 8461 §3.2). Immutable.
 *
 * @param mode what is to be done about hosts that do not meet it
 * @param mxPatterns the names that MX hosts may have; at least one, unless the mode is NONE
 * @param maxAge how long after it was fetched it counts; 0 to {@link #MAX_AGE}
 */
public record StsPolicy(Mode mode, List<MxPattern> mxPatterns, Duration maxAge) {
  /** The longest time that a policy counts: 31557600 s, which are 365 1/4 days. */
  public static final Duration MAX_AGE = Duration.ofHours(8766);

  /** What is to be done about hosts that do not meet the policy (RFC 8461 §5). */
  public enum Mode {
    /** Mail must not go to them. */
    ENFORCE,
    /** It is reported, and decides nothing. */
    TESTING,
    /** Nothing: the domain takes its policy back. */
    NONE;

    /**
     * The word for it in a policy.
     *
     * @return such as {@code enforce}
     */
    public String configName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks and copies.
   *
   * @param mode what is to be done
   * @param mxPatterns at least one, unless the mode is NONE
   * @param maxAge 0 to {@link #MAX_AGE}
   * @throws IllegalArgumentException if patterns are missing or the age is out of range
   */
  public StsPolicy {
    requireNonNull(mode, "mode");
    mxPatterns = List.copyOf(mxPatterns);
    if (mxPatterns.isEmpty() && mode != Mode.NONE) {
      throw new IllegalArgumentException(
          "expected a line such as \"mx: mx.fi.example\", found none; mode "
              + mode.configName()
              + " needs one");
    }
    if (maxAge.isNegative() || maxAge.compareTo(MAX_AGE) > 0) {
      throw new IllegalArgumentException("maxAge must be 0 to " + MAX_AGE + ", not " + maxAge);
    }
  }

  /**
   * Reads a policy as its domain publishes it. Lines may end in LF or CRLF; fields that nobody
   * knows are ignored, and of a repeated field all but the first, except for {@code mx}. A greater
   * {@code max_age} counts as {@link #MAX_AGE}.
   *
   * @param text of at most 65536 characters
   * @return the policy
   * @throws IllegalArgumentException if it is none; the message has the line, what was expected and
   *     what was found
   */
  public static StsPolicy of(String text) {
    return StsPolicyParser.parse(text);
  }

  /**
   * The policy in the form in which domains publish it, with nothing in it but what counts.
   *
   * @return lines that end in LF
   */
  public String text() {
    StringBuilder text = new StringBuilder("version: STSv1\nmode: " + mode.configName() + "\n");
    mxPatterns.forEach(pattern -> text.append("mx: ").append(pattern).append('\n'));
    return text.append("max_age: ").append(maxAge.toSeconds()).append('\n').toString();
  }
}
