package org.enforcedtls.policy;

import java.util.Locale;

/**
 * What proves that the name of an MX host is one that the recipient domain wants. A certificate
 * that matches a name out of unauthenticated DNS proves nothing against forged DNS.
 */
public enum MxAuthentication {
  /** A partner row lists the host. */
  ROW,
  /** The MX records are signed: the recipient domain itself names the host. */
  DNSSEC,
  /** The recipient domain lists the host, by a policy of MTA-STS that is enforced. */
  MTA_STS,
  /** The host's certificate names the recipient domain itself. */
  CERTIFICATE_NAMES_DOMAIN,
  /** Nothing: whoever forges the DNS answer chooses the host. */
  NOTHING;

  /**
   * Whether it is proof enough for a message that needs REQUIRETLS: the recipient domain itself
   * says so, by DNSSEC or MTA-STS (RFC 8689 §2).
   *
   * <p>Laxer than RFC 8689 §2: a partner row that lists the host counts as well; it was agreed on
   * with the domain. Stricter than RFC 8689 §2: a host that is the recipient domain itself, for
   * want of MX records, needs the same proof. Whoever forges that want has the mail go to the hosts
   * of its web site, and those have a certificate for the name.
   *
   * @return true for ROW, DNSSEC and MTA_STS
   */
  public boolean satisfiesRequireTls() {
    return this == ROW || this == DNSSEC || this == MTA_STS;
  }

  /**
   * The word for it in reports.
   *
   * @return such as {@code certificate-names-domain}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
