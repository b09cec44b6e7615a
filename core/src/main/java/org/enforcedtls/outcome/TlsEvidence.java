package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was negotiated with a host, and what its certificate proved. Immutable.
 *
 * <p>After a failed handshake only the part that was reached is there: the chain if the certificate
 * was refused, nothing of the channel.
 */
public final class TlsEvidence {
  /**
   * The channel that a handshake agreed on.
   *
   * @param protocol such as {@code TLSv1.3}
   * @param cipherSuite the IANA name
   * @param opensslName the OpenSSL name; the IANA name where OpenSSL has none
   * @param belowRecommended whether the suite is admitted, and weaker than recommended
   * @param resumed whether the handshake took up an earlier session
   */
  public record Channel(
      String protocol,
      String cipherSuite,
      String opensslName,
      boolean belowRecommended,
      boolean resumed) {}

  private final @Nullable Channel channel;
  private final List<CertificateEvidence> chain;
  private final @Nullable String anchor;
  private final @Nullable String matchedName;
  private final Handshake handshake;

  /** Which engine did it, the groups that it can only have used, and what was asked of it. */
  private record Handshake(
      @Nullable String engine,
      List<String> groups,
      @Nullable String tlsa,
      @Nullable String revocation,
      @Nullable ChecksMade checks) {
    static final Handshake UNKNOWN = new Handshake(null, List.of(), null, null, null);
  }

  private TlsEvidence(
      @Nullable Channel channel,
      List<CertificateEvidence> chain,
      @Nullable String anchor,
      @Nullable String matchedName,
      Handshake handshake) {
    this.channel = channel;
    this.chain = List.copyOf(chain);
    this.anchor = anchor;
    this.matchedName = matchedName;
    this.handshake = handshake;
  }

  /**
   * What is known when the certificate was refused before it is known what was agreed.
   *
   * @param chain as presented, end entity first
   * @return evidence without channel
   */
  public static TlsEvidence ofRefusedChain(List<CertificateEvidence> chain) {
    return new TlsEvidence(null, chain, null, null, Handshake.UNKNOWN);
  }

  /**
   * What is known of a handshake.
   *
   * @param channel what was agreed
   * @param chain as presented, end entity first
   * @return evidence without anchor and name
   */
  public static TlsEvidence of(Channel channel, List<CertificateEvidence> chain) {
    return new TlsEvidence(
        requireNonNull(channel, "channel"), chain, null, null, Handshake.UNKNOWN);
  }

  /**
   * The same evidence with what the certificate proved.
   *
   * @param anchor the trust anchor of the path that was found
   * @param matchedName the presented identifier that names the MX host
   * @return a copy
   */
  public TlsEvidence verified(String anchor, String matchedName) {
    return new TlsEvidence(
        channel,
        chain,
        requireNonNull(anchor, "anchor"),
        requireNonNull(matchedName, "matchedName"),
        handshake);
  }

  private TlsEvidence with(Handshake other) {
    return new TlsEvidence(channel, chain, anchor, matchedName, other);
  }

  /**
   * The same evidence with who did the handshake.
   *
   * @param engine the name of the TLS engine in configuration
   * @return a copy
   */
  public TlsEvidence by(String engine) {
    return with(
        new Handshake(
            requireNonNull(engine, "engine"),
            handshake.groups,
            handshake.tlsa,
            handshake.revocation,
            handshake.checks));
  }

  /**
   * The same evidence with what is known of the group of the key exchange.
   *
   * @param groups the names of which it must be one
   * @return a copy
   */
  public TlsEvidence withGroups(List<String> groups) {
    return with(
        new Handshake(
            handshake.engine,
            List.copyOf(groups),
            handshake.tlsa,
            handshake.revocation,
            handshake.checks));
  }

  /**
   * The same evidence with the TLSA record that the certificates match.
   *
   * @param tlsa such as {@code 3 1 1 9f86d081… (CN=mx.fi.example)}
   * @return a copy
   */
  public TlsEvidence matchingTlsa(String tlsa) {
    return with(
        new Handshake(
            handshake.engine,
            handshake.groups,
            requireNonNull(tlsa, "tlsa"),
            handshake.revocation,
            handshake.checks));
  }

  /**
   * The same evidence with what is known of whether the certificate was revoked.
   *
   * @param revocation such as {@code good (staple, as of 2026-11-24T11:59:00Z)}, {@code no answer
   *     (no staple; no CRL)} or {@code not checked}
   * @return a copy
   */
  public TlsEvidence withRevocation(String revocation) {
    return with(
        new Handshake(
            handshake.engine,
            handshake.groups,
            handshake.tlsa,
            requireNonNull(revocation, "revocation"),
            handshake.checks));
  }

  /**
   * The same evidence with what the host was measured by.
   *
   * @param checks the demands, the name that was meant, and when
   * @return a copy
   */
  public TlsEvidence measuredBy(ChecksMade checks) {
    return with(
        new Handshake(
            handshake.engine,
            handshake.groups,
            handshake.tlsa,
            handshake.revocation,
            requireNonNull(checks, "checks")));
  }

  /**
   * What was agreed.
   *
   * @return empty if the handshake did not get that far
   */
  public Optional<Channel> channel() {
    return Optional.ofNullable(channel);
  }

  /**
   * What the host presented.
   *
   * @return end entity first; empty if the handshake did not get that far
   */
  public List<CertificateEvidence> chain() {
    return chain;
  }

  /**
   * The trust anchor of the path that was found.
   *
   * @return its label, or {@code TLSA} where a DANE-TA record is what the path ends in; empty
   *     unless a path was verified
   */
  public Optional<String> anchor() {
    return Optional.ofNullable(anchor);
  }

  /**
   * The presented identifier that names the MX host.
   *
   * @return empty unless the certificate was verified by its name
   */
  public Optional<String> matchedName() {
    return Optional.ofNullable(matchedName);
  }

  /**
   * The group of the key exchange.
   *
   * @return its name, such as {@code X25519MLKEM768}; where the engine does not tell it and offered
   *     nothing else, all that were offered, such as {@code X25519MLKEM768 or SecP256r1MLKEM768};
   *     empty if nothing is known
   */
  public Optional<String> group() {
    return handshake.groups.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" or ", handshake.groups));
  }

  /**
   * The TLS engine that did the handshake.
   *
   * @return its name in configuration, such as {@code jdk}; empty if that is not known
   */
  public Optional<String> engine() {
    return Optional.ofNullable(handshake.engine);
  }

  /**
   * The TLSA record that the certificates match, and the certificate that it is about.
   *
   * @return one line; empty unless DANE authenticated the host
   */
  public Optional<String> tlsa() {
    return Optional.ofNullable(handshake.tlsa);
  }

  /**
   * What is known of whether the certificate of the host was revoked.
   *
   * @return one line; empty unless the certificate was verified
   */
  public Optional<String> revocation() {
    return Optional.ofNullable(handshake.revocation);
  }

  /**
   * What the host was measured by.
   *
   * @return the demands; empty if that is not known
   */
  public Optional<ChecksMade> checks() {
    return Optional.ofNullable(handshake.checks);
  }

  /** Equal if all that is known is equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TlsEvidence that
        && Objects.equals(channel, that.channel)
        && chain.equals(that.chain)
        && Objects.equals(anchor, that.anchor)
        && Objects.equals(matchedName, that.matchedName)
        && handshake.equals(that.handshake);
  }

  @Override
  public int hashCode() {
    return Objects.hash(channel, chain, anchor, matchedName, handshake);
  }

  /** All facts, as {@link AttemptEvidence} names them, in one line. */
  @Override
  public String toString() {
    return AttemptEvidence.factsOf(this).toString();
  }
}
