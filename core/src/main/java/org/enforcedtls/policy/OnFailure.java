package org.enforcedtls.policy;

import java.util.Locale;

/** What becomes of mail that no MX host could take under the policy. */
public enum OnFailure {
  /** It is held and tried again: a transient failure. */
  HOLD,
  /** It is given up: a permanent failure at once. */
  FAIL_NOW;

  /**
   * The word for it in configuration.
   *
   * @return {@code hold} or {@code fail-now}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
