package org.enforcedtls.trust;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server presented in a handshake: its certificates, and the OCSP responses stapled to them
 * (RFC 6066 §8, RFC 8446 §4.4.2.1). Nothing of it has been checked. Immutable.
 */
public final class PresentedChain {
  private static final int MAX_STAPLES = 10;

  private final List<X509Certificate> certificates;

  /** Buffers, since they are equal by their content; nobody reads from them. */
  private final List<ByteBuffer> stapled;

  private final List<OcspAnswer> staples;

  private PresentedChain(List<X509Certificate> certificates, List<byte[]> stapled) {
    this.certificates = List.copyOf(certificates);
    this.stapled = stapled.stream().map(octets -> ByteBuffer.wrap(octets.clone())).toList();
    this.staples = stapled.stream().map(OcspAnswer::stapled).toList();
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
        staples.stream().filter(octets -> octets.length > 0).limit(MAX_STAPLES).toList());
  }

  /**
   * The certificates.
   *
   * @return as presented, end entity first
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  List<OcspAnswer> staples() {
    return staples;
  }

  /** Equal if certificates and staples are the same octets in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PresentedChain that
        && certificates.equals(that.certificates)
        && stapled.equals(that.stapled);
  }

  @Override
  public int hashCode() {
    return 31 * certificates.hashCode() + stapled.hashCode();
  }
}
