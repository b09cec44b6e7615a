package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server presented in a handshake: its certificates, and the OCSP responses stapled to them
 * (RFC 6066 §8, RFC 8446 §4.4.2.1). Nothing of it has been checked. Immutable.
 */
public final class PresentedChain {
  private static final int MAX_STAPLES = 10;

  private final List<X509Certificate> certificates;
  private final List<OcspStaple> staples;

  private PresentedChain(List<X509Certificate> certificates, List<OcspStaple> staples) {
    this.certificates = List.copyOf(certificates);
    this.staples = List.copyOf(staples);
  }

  /**
   * Certificates without staples.
   *
   * @param certificates the end entity first, then path material in any order; possibly none
   * @return the chain
   */
  public static PresentedChain of(List<X509Certificate> certificates) {
    return new PresentedChain(certificates, List.of());
  }

  /**
   * The same certificates with the staples that came along.
   *
   * @param staples OCSP responses in DER as received, of which the first 10 count; an empty one
   *     stands for a certificate without staple; each tells itself which certificate it is about
   * @return a copy
   */
  public PresentedChain withStaples(List<byte[]> staples) {
    return new PresentedChain(
        certificates,
        staples.stream()
            .filter(octets -> octets.length > 0)
            .limit(MAX_STAPLES)
            .map(OcspStaple::parse)
            .toList());
  }

  /**
   * The certificates.
   *
   * @return as presented, end entity first
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  List<OcspStaple> staples() {
    return staples;
  }
}
