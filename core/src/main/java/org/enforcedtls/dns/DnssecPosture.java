package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * Who checks the signatures of the DNS: this process, a resolver that is trusted, or nobody.
 * Immutable.
 *
 * <p><b>Guarantees.</b> Under each posture but {@link #unchecked()}, {@link DnssecState#SECURE} is
 * said only of what a signature proves, as far as the one who checks can be trusted; and data whose
 * signatures are wrong or missing is a failed look-up, never an absence.
 */
public final class DnssecPosture {
  private static final DnssecPosture UNCHECKED = new DnssecPosture(Checker.NOBODY, null, null);
  private static final DnssecPosture LOOPBACK = new DnssecPosture(Checker.RESOLVER, null, null);

  /** Who checks. */
  enum Checker {
    /** All answers are {@link DnssecState#UNCHECKED}. */
    NOBODY,
    /** This process. */
    PROCESS,
    /** The resolver, which says so by the AD bit. */
    RESOLVER
  }

  private final Checker checker;
  private final @Nullable DnssecAnchors anchors;
  private final @Nullable String reasonToTrust;

  private DnssecPosture(
      Checker checker, @Nullable DnssecAnchors anchors, @Nullable String reasonToTrust) {
    this.checker = checker;
    this.anchors = anchors;
    this.reasonToTrust = reasonToTrust;
  }

  /**
   * Nobody checks: for what needs no DNSSEC.
   *
   * @return the posture that a client has unless it is given another
   */
  public static DnssecPosture unchecked() {
    return UNCHECKED;
  }

  /**
   * This process checks each answer, from trust anchors down. The resolvers need not be trusted;
   * they have to hand signatures through.
   *
   * @param anchors such as {@link DnssecAnchors#iana()}
   * @return the posture
   */
  public static DnssecPosture validating(DnssecAnchors anchors) {
    return new DnssecPosture(Checker.PROCESS, requireNonNull(anchors, "anchors"), null);
  }

  /**
   * The resolver checks and says so by the AD bit (RFC 6840 §5.8), on this host: a client whose
   * resolvers are not all at loopback addresses is not built.
   *
   * @return the posture
   */
  public static DnssecPosture trustingLoopbackResolvers() {
    return LOOPBACK;
  }

  /**
   * The resolver checks and says so by the AD bit, and it is on another host: whoever is on the way
   * to it can forge that bit, and with it any certificate that DANE accepts.
   *
   * @param reason why the way is safe, such as {@code "IPsec to 192.0.2.53, change 1234"}; for logs
   * @return the posture
   * @throws IllegalArgumentException if the reason is blank
   */
  public static DnssecPosture trustingDistantResolvers(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "reason: expected why the way to the resolvers is safe, found nothing");
    }
    return new DnssecPosture(Checker.RESOLVER, null, ForeignText.of(reason));
  }

  /**
   * Whether anybody checks.
   *
   * @return false only for {@link #unchecked()}
   */
  public boolean isChecked() {
    return checker != Checker.NOBODY;
  }

  Checker checker() {
    return checker;
  }

  Optional<DnssecAnchors> anchors() {
    return Optional.ofNullable(anchors);
  }

  /**
   * Refuses resolvers whose AD bit anybody on the way could set.
   *
   * @throws IllegalStateException if one is not on this host and no reason says that it is safe
   */
  void requireTrustworthy(List<InetSocketAddress> resolvers) {
    if (checker != Checker.RESOLVER || reasonToTrust != null) {
      return;
    }
    for (InetSocketAddress resolver : resolvers) {
      if (!resolver.getAddress().isLoopbackAddress()) {
        throw new IllegalStateException(
            "dnssec: expected trusted resolvers at loopback addresses, found "
                + resolver.getAddress().getHostAddress()
                + ": run a validating resolver on this host, validate in process"
                + " (DnssecPosture.validating), or say why the way there is safe"
                + " (DnssecPosture.trustingDistantResolvers)");
      }
    }
  }

  /** Who checks, and from what or why, for logs. */
  @Override
  public String toString() {
    return switch (checker) {
      case NOBODY -> "unchecked";
      case PROCESS -> "validated in process from " + anchors;
      case RESOLVER ->
          reasonToTrust == null
              ? "checked by resolvers on this host"
              : "checked by distant resolvers (" + reasonToTrust + ")";
    };
  }
}
