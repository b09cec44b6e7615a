package org.enforcedtls.policy.dane;

import java.util.Locale;

/** Whether TLSA records of MX hosts are looked up and obeyed. */
public enum DaneUse {
  /** Never. */
  OFF,
  /**
   * Wherever an MX host has them and signatures prove it: opportunistic DANE TLS (RFC 7672 §1.1).
   */
  WHERE_PUBLISHED;

  /**
   * The word for it in configuration.
   *
   * @return such as {@code where-published}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
