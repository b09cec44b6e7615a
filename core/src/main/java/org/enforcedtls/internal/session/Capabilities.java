package org.enforcedtls.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.enforcedtls.reply.Reply;

/** What a host offers in its reply to EHLO (RFC 5321 §4.1.1.1). Immutable. */
public final class Capabilities {
  private final Map<String, String> parametersByKeyword;
  private final SessionLimits limits;
  private final OptionalLong sizeLimitOctets;

  private Capabilities(Map<String, String> parametersByKeyword) {
    this.parametersByKeyword = parametersByKeyword;
    this.limits = SessionLimits.parse(parametersByKeyword.getOrDefault("LIMITS", ""));
    this.sizeLimitOctets = sizeLimit(parametersByKeyword.getOrDefault("SIZE", ""));
  }

  /**
   * Reads them off the reply, whose first line is the greeting of the host. A keyword counts in any
   * case, and the first of several.
   *
   * @param reply to EHLO
   * @return what the host offers
   */
  static Capabilities of(Reply reply) {
    Map<String, String> parameters = new HashMap<>();
    List<String> lines = reply.lines();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.strip().split("\\s+", 2);
      parameters.putIfAbsent(keyword(words[0]), words.length == 1 ? "" : words[1].strip());
    }
    return new Capabilities(Map.copyOf(parameters));
  }

  /** Keywords are ASCII; a letter such as U+017F, which upper case turns into S, makes none. */
  private static String keyword(String word) {
    boolean isAscii = word.chars().allMatch(c -> c < 0x80);
    return isAscii ? word.toUpperCase(Locale.ROOT) : word;
  }

  boolean offersStarttls() {
    return offers("STARTTLS");
  }

  boolean offersPipelining() {
    return offers("PIPELINING");
  }

  /** RFC 3030 §2: whether content may be sent as chunks whose size is known beforehand. */
  boolean offersChunking() {
    return offers("CHUNKING");
  }

  /** What the host says that it takes of one session (RFC 9422 §4). */
  SessionLimits limits() {
    return limits;
  }

  /**
   * Whether the host takes the wishes for notices (RFC 3461 §4).
   *
   * @return true if it offers DSN
   */
  public boolean offersDsn() {
    return offers("DSN");
  }

  boolean offersSize() {
    return offers("SIZE");
  }

  /**
   * Whether 8-bit content may be sent (RFC 6152 §3).
   *
   * @return true if the host offers 8BITMIME
   */
  public boolean offersEightBitMime() {
    return offers("8BITMIME");
  }

  /**
   * Whether addresses and header fields may be UTF-8 (RFC 6531 §3.1).
   *
   * @return true if the host offers SMTPUTF8
   */
  public boolean offersSmtpUtf8() {
    return offers("SMTPUTF8");
  }

  /**
   * Whether the host promises to demand verified TLS of every next host (RFC 8689 §2).
   *
   * @return true if it offers REQUIRETLS
   */
  public boolean offersRequireTls() {
    return offers("REQUIRETLS");
  }

  /**
   * The largest message that the host takes (RFC 1870 §4).
   *
   * @return in octets, over 0; empty if there is no fixed limit or it is not a number
   */
  public OptionalLong sizeLimitOctets() {
    return sizeLimitOctets;
  }

  private static OptionalLong sizeLimit(String parameter) {
    boolean isNumber =
        parameter.length() <= 18
            && !parameter.isEmpty()
            && parameter.chars().allMatch(c -> c >= '0' && c <= '9');
    long octets = isNumber ? Long.parseLong(parameter) : 0;
    return octets == 0 ? OptionalLong.empty() : OptionalLong.of(octets);
  }

  private boolean offers(String keyword) {
    return parametersByKeyword.containsKey(keyword);
  }
}
