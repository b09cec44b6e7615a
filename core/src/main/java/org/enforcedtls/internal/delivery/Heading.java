package org.enforcedtls.internal.delivery;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.TlsWish;

/**
 * Where mail goes, and what its senders say about the hosts there: all that is found out about the
 * way concerns mail of one heading alike. Immutable.
 *
 * @param domain the recipient domain
 * @param wish decides about hosts, beside the policies
 */
record Heading(Domain domain, Optional<TlsWish> wish) {
  /** Of mail of which the sender says nothing. */
  static Heading plain(Domain domain) {
    return new Heading(domain, Optional.empty());
  }

  static Heading of(DomainMail mail) {
    return new Heading(mail.domain(), mail.wishOfHosts());
  }

  /** Whether the name of a host has to be authenticated before anything is sent to it. */
  boolean needsRequireTls() {
    return wish.filter(TlsWish.REQUIRETLS::equals).isPresent();
  }

  /** Whether what the domain publishes about its hosts keeps no mail from leaving. */
  boolean ignoresPublished() {
    return wish.filter(TlsWish.TLS_REQUIRED_NO::equals).isPresent();
  }
}
