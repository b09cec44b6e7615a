package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;

/**
 * Where records about a domain or a host are kept: labels that begin with an underscore, and the
 * name that they are about (RFC 8552 §1.1), such as {@code _25._tcp.mx.fi.example}.
 *
 * @param labels such as {@code _mta-sts} or {@code _25._tcp}
 * @param domain the recipient domain or host
 */
public record UnderscoredName(String labels, Domain domain) {
  private static final Pattern LABELS =
      Pattern.compile("_[a-z0-9][a-z0-9-]{0,61}(?:\\._[a-z0-9][a-z0-9-]{0,61}){0,3}");

  /** RFC 7672 §2.2.3: TLSA records are for the port and transport that mail arrives at. */
  private static final String SMTP_OVER_TCP = "_25._tcp";

  /**
   * Checks the form.
   *
   * @param labels one to four, in lower case, each with one underscore, at its beginning
   * @param domain the recipient domain or host
   * @throws IllegalArgumentException if the labels are not of that form
   */
  public UnderscoredName {
    requireNonNull(domain, "domain");
    if (!LABELS.matcher(labels).matches()) {
      throw new IllegalArgumentException(
          "labels: expected such as _mta-sts or _25._tcp, found " + labels);
    }
  }

  /**
   * Where the TLSA records of an MX host are.
   *
   * @param tlsaBaseDomain the host, or what its name is a CNAME of
   * @return such as {@code _25._tcp.mx.fi.example}
   */
  public static UnderscoredName ofSmtp(Domain tlsaBaseDomain) {
    return new UnderscoredName(SMTP_OVER_TCP, tlsaBaseDomain);
  }

  /** The name, without trailing dot. */
  @Override
  public String toString() {
    return labels + "." + domain;
  }
}
