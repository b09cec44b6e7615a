package org.enforcedtls.policy;

import java.util.Locale;

/** Whether a policy decides about delivery, or is only watched. */
public enum Stage {
  /** The checks run and are reported as "would have failed"; the default policy decides. */
  OBSERVE,
  /** The checks decide. */
  ENFORCE;

  /**
   * The word for it in configuration and reports.
   *
   * @return such as {@code enforce}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
