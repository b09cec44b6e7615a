package org.enforcedtls.cli.questionnaire;

import java.net.InetAddress;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.trust.TrustAnchors;

/**
 * What a sender sees of one MX host at one address. Immutable.
 *
 * @param place the host and its address
 * @param certificate that it shows
 * @param issuer the CA that signed that
 * @param root the end of the path
 * @param suite protocol and cipher suite that were agreed on
 * @param refusal why a sender would not deliver there; empty if it would
 */
record HostAnswers(
    MxPlace place,
    HostCertificate certificate,
    Authority issuer,
    Authority root,
    Answer suite,
    Optional<String> refusal) {

  static HostAnswers of(Domain domain, Attempt attempt, TrustAnchors anchors) {
    Optional<String> refusal = attempt.causes().stream().findFirst().map(Cause::toString);
    MxPlace place =
        new MxPlace(
            domain,
            attempt.mxHost(),
            attempt.preference(),
            Answer.of(
                attempt.address().map(InetAddress::getHostAddress), refusal.orElse("not known")));
    String unseen = "not seen: " + refusal.orElse("the handshake did not get that far");
    Optional<TlsEvidence> tls = attempt.tls().filter(seen -> !seen.chain().isEmpty());
    Optional<String> suite =
        attempt
            .tls()
            .flatMap(TlsEvidence::channel)
            .map(agreed -> agreed.protocol() + " " + suite(agreed));
    return new HostAnswers(
        place,
        tls.map(seen -> HostCertificate.of(seen.chain().get(0)))
            .orElseGet(() -> HostCertificate.missing(unseen)),
        tls.map(seen -> Authority.issuerIn(seen, anchors))
            .orElseGet(() -> Authority.missing(unseen)),
        tls.map(seen -> Authority.rootOf(seen, anchors)).orElseGet(() -> Authority.missing(unseen)),
        Answer.of(suite, unseen),
        refusal);
  }

  /** A host that was not dialled. */
  static HostAnswers of(Domain domain, HostDecision host) {
    String why =
        host.obstacles().stream().findFirst().map(Cause::toString).orElse("it was not dialled");
    MxPlace place =
        new MxPlace(
            domain, host.mxHost().name(), host.mxHost().preference(), Answer.missing("unknown"));
    Authority unseen = Authority.missing("not seen: " + why);
    return new HostAnswers(
        place,
        HostCertificate.missing("not seen: " + why),
        unseen,
        unseen,
        unseen.subject(),
        Optional.of(why));
  }

  private static String suite(TlsEvidence.Channel channel) {
    return channel.cipherSuite().equals(channel.opensslName())
        ? channel.cipherSuite()
        : channel.cipherSuite() + " (" + channel.opensslName() + ")";
  }

  /** The line that the form wants. */
  Answer line() {
    return certificate.line(place);
  }
}
