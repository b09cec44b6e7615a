package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.address.Domain;

/**
 * An MX record as it came (RFC 1035 §3.3.9): the exchange is text, because a DNS name can be what
 * no host name can. {@link MxSet} tells which records name a host. Immutable.
 *
 * @param preference 0 to 65535, the lower the better
 * @param exchange the name without trailing dot, {@code .} for the root
 */
public record MxRecord(int preference, String exchange) {
  /** The exchange of a null MX. */
  private static final String ROOT = ".";

  /**
   * Checks the range.
   *
   * @param preference 0 to 65535
   * @param exchange the name without trailing dot, {@code .} for the root
   * @throws IllegalArgumentException if the preference is outside its range
   */
  public MxRecord {
    requireNonNull(exchange, "exchange");
    requirePreference(preference);
  }

  static void requirePreference(int preference) {
    if (preference < 0 || preference > 0xFFFF) {
      throw new IllegalArgumentException("preference must be 0 to 65535, not " + preference);
    }
  }

  /**
   * A record that names a host.
   *
   * @param preference 0 to 65535
   * @param host the MX host
   * @return the record
   * @throws IllegalArgumentException if the preference is outside its range
   */
  public static MxRecord of(int preference, Domain host) {
    return new MxRecord(preference, host.aLabels());
  }

  /**
   * The MX host.
   *
   * @return empty if the exchange is not the name of a host; {@link MxSet#unusable()} says why
   */
  public Optional<Domain> host() {
    try {
      return Optional.of(Domain.of(exchange));
    } catch (IllegalArgumentException noHostName) {
      return Optional.empty();
    }
  }

  /**
   * Whether the exchange is the root, and so no host at all (RFC 7505 §3).
   *
   * @return true whatever the preference
   */
  public boolean namesNoHost() {
    return exchange.equals(ROOT);
  }

  /** The form of a zone file, such as {@code 10 mx.fi.example}. */
  @Override
  public String toString() {
    return preference + " " + exchange;
  }
}
