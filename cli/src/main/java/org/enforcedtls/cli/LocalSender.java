package org.enforcedtls.cli;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.cli.sendmail.Author;
import org.jspecify.annotations.Nullable;

/** Who submits: what {@code -f} says, or the user who calls, as an address of this host. */
final class LocalSender {
  private LocalSender() {}

  static Author author(@Nullable String from, Optional<String> name, ClientOptions options) {
    return new Author(reversePath(from, options), name, hostName(options));
  }

  static ReversePath reversePath(@Nullable String from, ClientOptions options) {
    if (from == null) {
      return ReversePath.of(Mailbox.of(System.getProperty("user.name") + "@" + hostName(options)));
    }
    boolean isInBrackets = from.startsWith("<") && from.endsWith(">");
    return ReversePath.of(isInBrackets ? from.substring(1, from.length() - 1) : from);
  }

  /** Fully qualified: an address at a bare name would reach nobody. */
  private static Domain hostName(ClientOptions options) {
    Domain host = options.ehloName();
    if (host.toString().indexOf('.') < 0) {
      throw new IllegalArgumentException(
          "expected --ehlo NAME with the full name of this host, as the system says " + host);
    }
    return host;
  }
}
