package org.enforcedtls.trust;

/** What can be fetched to learn whether a certificate was revoked. Immutable. */
public enum RevocationSource {
  /** The answer of the OCSP responder that a certificate names (RFC 5280 §4.2.2.1). */
  OCSP("ocsp"),

  /** The CRL at a distribution point that a certificate names (RFC 5280 §4.2.1.13). */
  CRL("crl");

  private final String configName;

  RevocationSource(String configName) {
    this.configName = configName;
  }

  /**
   * The spelling of the partner table.
   *
   * @return such as {@code ocsp}
   */
  public String configName() {
    return configName;
  }
}
