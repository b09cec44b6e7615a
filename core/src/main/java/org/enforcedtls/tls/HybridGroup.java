package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A group for the key exchange of TLS 1.3 that joins an elliptic curve with ML-KEM, so that what is
 * recorded today stays secret unless both are broken.
 */
public enum HybridGroup {
  /** X25519 with ML-KEM-768. */
  X25519_MLKEM768("X25519MLKEM768"),
  /** P-256 with ML-KEM-768, for hosts that may use approved curves only. */
  SECP256R1_MLKEM768("SecP256r1MLKEM768");

  private final String configName;

  HybridGroup(String configName) {
    this.configName = configName;
  }

  /**
   * The name in configuration and reports, the one of the IANA registry.
   *
   * @return such as {@code X25519MLKEM768}
   */
  public String configName() {
    return configName;
  }

  /**
   * Finds a group by its name.
   *
   * @param name such as {@code X25519MLKEM768}, in any case
   * @return the group; empty if there is no such
   */
  public static Optional<HybridGroup> find(String name) {
    requireNonNull(name, "name");
    return Arrays.stream(values()).filter(g -> g.configName.equalsIgnoreCase(name)).findFirst();
  }

  /** The names of some groups as people read them. */
  static String anyOf(Collection<HybridGroup> groups) {
    return groups.stream().map(HybridGroup::configName).collect(Collectors.joining(" or "));
  }

  /** The name. */
  @Override
  public String toString() {
    return configName;
  }
}
