package org.enforcedtls.trust;

/** How much it takes for a certificate to count as not revoked. Immutable. */
public enum RevocationMode {
  /** Nothing is looked at, not even what the server sent. The default. */
  OFF("off"),

  /**
   * A certificate of the path fails if it is known to be revoked; without any answer it passes. A
   * server that its certificate binds to staple has to.
   */
  WHEN_AVAILABLE("when-available"),

  /** As {@link #WHEN_AVAILABLE}, and the end entity needs a valid answer that it is good. */
  REQUIRE("require");

  private final String configName;

  RevocationMode(String configName) {
    this.configName = configName;
  }

  /**
   * The spelling of the partner table.
   *
   * @return such as {@code when-available}
   */
  public String configName() {
    return configName;
  }
}
