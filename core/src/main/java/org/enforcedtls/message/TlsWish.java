package org.enforcedtls.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sender says about TLS on the whole way to the recipients (RFC 8689), beyond what policies
 * demand of the next host. Without a wish the policies decide alone.
 */
public enum TlsWish {
  /**
   * The message goes only to MX hosts that promise to demand the same of the next one: hosts that
   * offer REQUIRETLS inside verified TLS, and whose name is authenticated. Where there is none, it
   * fails for good (RFC 8689 §4.2.1).
   *
   * <p>A message with the null reverse path is sent without that promise where it cannot be had,
   * under the policies as any other: a notice must not be lost for want of it (RFC 8689 §5).
   */
  REQUIRETLS,
  /**
   * That the message arrives matters more than what the recipient domain publishes about its hosts:
   * MTA-STS and DANE do not keep it from leaving (RFC 8689 §3).
   *
   * <p><b>Guarantees.</b> Partner rows and the default policy hold as for any message. Stricter
   * than RFC 8689 §3: it never leaves in clear, nor to a host whose certificate proves nothing.
   */
  TLS_REQUIRED_NO;

  /**
   * The word for it in configuration.
   *
   * @return {@code requiretls} or {@code tls-required-no}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds a wish by its word.
   *
   * @param configName such as {@code requiretls}
   * @return the wish
   * @throws IllegalArgumentException if there is no such wish
   */
  public static TlsWish of(String configName) {
    return Arrays.stream(values())
        .filter(wish -> wish.configName().equals(configName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected requiretls or tls-required-no, found " + configName));
  }

  /**
   * What the header section of a message says: the one field {@code TLS-Required: No}. Blocking.
   *
   * <p>Nothing asks for this on a delivery by itself, which goes by the envelope: whoever takes
   * messages of which the header section is all that the sender can write says with it what the
   * envelope shall hold.
   *
   * @param content read as far as its header section, of which 256 KiB count
   * @return {@link #TLS_REQUIRED_NO}; empty if there is no such field, several, or one with another
   *     value
   * @throws IOException if the content cannot be read
   */
  public static Optional<TlsWish> inHeaderOf(MailContent content) throws IOException {
    try (InputStream in = content.open()) {
      return TlsRequiredField.saysNo(in) ? Optional.of(TLS_REQUIRED_NO) : Optional.empty();
    }
  }
}
