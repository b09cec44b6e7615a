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
   * The word for it in reports.
   *
   * @return such as {@code certificate-names-domain}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
