package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;

/**
 * Whom we meant to talk to: the names of which the certificate has to present at least one (RFC
 * 9525 §6.1). Normally the one MX host that was dialled. Immutable.
 */
public final class ReferenceIdentifier {
  private final Set<Domain> names;
  private final Set<InetAddress> addresses;

  private ReferenceIdentifier(Set<Domain> names, Set<InetAddress> addresses) {
    this.names = names;
    this.addresses = addresses;
  }

  /**
   * The host that was dialled.
   *
   * @param host such as the MX host
   * @return a reference with this single name
   */
  public static ReferenceIdentifier of(Domain host) {
    return new ReferenceIdentifier(Set.of(host), Set.of());
  }

  /**
   * Several acceptable names, such as the TLSA base domain and the next hop domain (RFC 7672
   * §3.2.2).
   *
   * @param names at least one
   * @return a reference that any of the names satisfies
   * @throws IllegalArgumentException if there is no name
   */
  public static ReferenceIdentifier anyOf(List<Domain> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names: expected at least one, found none");
    }
    return new ReferenceIdentifier(new LinkedHashSet<>(names), Set.of());
  }

  /**
   * A host that is known by its address only. It is compared with iPAddress identifiers, which a
   * DNS name never is.
   *
   * @param address the address that was dialled
   * @return a reference with this single address
   */
  public static ReferenceIdentifier ofAddress(InetAddress address) {
    return new ReferenceIdentifier(Set.of(), Set.of(requireNonNull(address, "address")));
  }

  Set<Domain> names() {
    return names;
  }

  Set<InetAddress> addresses() {
    return addresses;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReferenceIdentifier that
        && names.equals(that.names)
        && addresses.equals(that.addresses);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + addresses.hashCode();
  }

  /** The names, such as {@code post.fi.example}, or {@code a.example or b.example}. */
  @Override
  public String toString() {
    return addresses.isEmpty()
        ? names.stream().map(Domain::toString).collect(Collectors.joining(" or "))
        : addresses.iterator().next().getHostAddress();
  }
}
