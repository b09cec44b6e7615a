package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * One MX host that a policy admits, with what is registered of it. Immutable.
 *
 * <p>The addresses are registered facts; they bind only if the policy says so.
 */
public final class AdmittedMx {
  private static final int MAX_COMMON_NAME_CHARACTERS = 253;

  private final MxPattern pattern;
  private final List<InetAddress> addresses;
  private final @Nullable String commonName;

  private AdmittedMx(MxPattern pattern, List<InetAddress> addresses, @Nullable String commonName) {
    this.pattern = pattern;
    this.addresses = addresses;
    this.commonName = commonName;
  }

  /**
   * A host of which only the name is registered.
   *
   * @param pattern the name
   * @return the host
   */
  public static AdmittedMx of(MxPattern pattern) {
    return new AdmittedMx(requireNonNull(pattern, "pattern"), List.of(), null);
  }

  /**
   * The same host with registered addresses.
   *
   * @param addresses in the order in which they are tried when the route is listed
   * @return a copy
   */
  public AdmittedMx withAddresses(List<InetAddress> addresses) {
    return new AdmittedMx(pattern, List.copyOf(addresses), commonName);
  }

  /**
   * The same host with the common name that its certificate is registered with. It counts only
   * under the identity rules that look at common names.
   *
   * @param commonName 1 to 253 characters, not all of them blank
   * @return a copy
   * @throws IllegalArgumentException if it is blank or longer, so that no certificate could have it
   */
  public AdmittedMx withCommonName(String commonName) {
    if (commonName.isBlank() || commonName.length() > MAX_COMMON_NAME_CHARACTERS) {
      throw new IllegalArgumentException(
          "common-name: expected 1 to 253 characters, found " + ForeignText.quoted(commonName));
    }
    return new AdmittedMx(pattern, addresses, commonName);
  }

  /**
   * The name.
   *
   * @return the pattern
   */
  public MxPattern pattern() {
    return pattern;
  }

  /**
   * The registered addresses.
   *
   * @return empty if none is registered
   */
  public List<InetAddress> addresses() {
    return addresses;
  }

  /**
   * The registered common name.
   *
   * @return empty if none is registered
   */
  public Optional<String> commonName() {
    return Optional.ofNullable(commonName);
  }

  /** What tells this host from others; the common name is last, as it alone can hold anything. */
  String fingerprint() {
    String dialled = addresses.stream().map(InetAddress::getHostAddress).collect(joining(" "));
    return Fingerprint.of(
        pattern.toString(), dialled, commonName().map(name -> "CN=" + name).orElse(""));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(pattern.toString());
    addresses.forEach(address -> text.append(' ').append(address.getHostAddress()));
    commonName().ifPresent(name -> text.append(" CN=").append(name));
    return text.toString();
  }
}
