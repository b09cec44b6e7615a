package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version of TLS, oldest first. */
public enum TlsProtocol {
  /** TLS 1.0, not to be used (RFC 8996 §2). */
  TLS_1_0("TLSv1"),
  /** TLS 1.1, not to be used (RFC 8996 §2). */
  TLS_1_1("TLSv1.1"),
  /** TLS 1.2. */
  TLS_1_2("TLSv1.2"),
  /** TLS 1.3. */
  TLS_1_3("TLSv1.3");

  private final String configName;

  TlsProtocol(String configName) {
    this.configName = configName;
  }

  /**
   * The name in configuration and reports, the same as the platform's.
   *
   * @return such as {@code TLSv1.3}
   */
  public String configName() {
    return configName;
  }

  /**
   * Finds a version by its name.
   *
   * @param name such as {@code TLSv1.3}
   * @return the version; empty if there is no such
   */
  public static Optional<TlsProtocol> find(String name) {
    requireNonNull(name, "name");
    return Arrays.stream(values()).filter(p -> p.configName.equalsIgnoreCase(name)).findFirst();
  }

  /**
   * Finds a version by its name.
   *
   * @param name such as {@code TLSv1.3}
   * @return the version
   * @throws IllegalArgumentException if there is no such; the message lists them
   */
  public static TlsProtocol of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "protocol \"" + name + "\": expected one of " + allConfigNames()));
  }

  private static String allConfigNames() {
    return Arrays.stream(values()).map(TlsProtocol::configName).collect(Collectors.joining(", "));
  }
}
