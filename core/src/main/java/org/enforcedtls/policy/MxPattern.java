package org.enforcedtls.policy;

import java.util.Optional;
import org.enforcedtls.address.Domain;

/**
 * A name that an MX host may have: a host name, or {@code *.} and a domain for hosts with exactly
 * one label more (RFC 8461 §4.1). Immutable.
 */
public final class MxPattern {
  private static final String ANY_LABEL = "*.";

  private final Domain domain;
  private final boolean wildcard;

  private MxPattern(Domain domain, boolean wildcard) {
    this.domain = domain;
    this.wildcard = wildcard;
  }

  /**
   * Reads a pattern.
   *
   * @param text such as {@code mx.fi.example} or {@code *.fi.example}
   * @return the pattern
   * @throws IllegalArgumentException if it is neither
   */
  public static MxPattern of(String text) {
    boolean wildcard = text.startsWith(ANY_LABEL);
    return new MxPattern(Domain.of(wildcard ? text.substring(ANY_LABEL.length()) : text), wildcard);
  }

  /**
   * Whether a host has such a name.
   *
   * @param mxHost the host
   * @return true if it is the name, or has exactly one label before the wildcard's domain
   */
  public boolean matches(Domain mxHost) {
    return wildcard ? mxHost.parent().filter(domain::equals).isPresent() : mxHost.equals(domain);
  }

  /**
   * The one host that this pattern names.
   *
   * @return the host; empty if the pattern has a wildcard
   */
  public Optional<Domain> host() {
    return wildcard ? Optional.empty() : Optional.of(domain);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MxPattern that
        && wildcard == that.wildcard
        && domain.equals(that.domain);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The pattern as configured, as A-labels. */
  @Override
  public String toString() {
    return wildcard ? ANY_LABEL + domain : domain.toString();
  }
}
