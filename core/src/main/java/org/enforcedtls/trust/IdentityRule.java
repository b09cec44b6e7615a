package org.enforcedtls.trust;

/**
 * Where in the end entity certificate the name of the server may stand.
 *
 * <p>A subject alternative name counts by RFC 9525 under every rule. The common name counts only
 * where a rule says so, because RFC 9525 §2 no longer knows it as a place for names. Immutable.
 */
public enum IdentityRule {
  /** Only a subject alternative name counts. The default. */
  SAN("san"),

  /** The common name counts if the certificate has no dNSName at all, and only then. */
  CN_FALLBACK("cn-fallback"),

  /**
   * The common name must be the required one, in addition to the subject alternative name if the
   * certificate has any dNSName. What is required is the common name of the requirement, or the
   * reference identifier where that has none.
   */
  CN_REQUIRED("cn-required");

  private final String configName;

  IdentityRule(String configName) {
    this.configName = configName;
  }

  /**
   * The spelling of the partner table.
   *
   * @return such as {@code cn-fallback}
   */
  public String configName() {
    return configName;
  }
}
