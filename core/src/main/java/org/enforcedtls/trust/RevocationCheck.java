package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.NotChecked;
import org.enforcedtls.trust.RevocationAnswer.Revoked;

/**
 * Asks of every certificate below the anchor whether it was revoked. An answer is needed for the
 * end entity only, as servers staple for no other. For one verification and one thread.
 */
final class RevocationCheck {
  /** Answers depend on the issuer too: a path may lead over either of two with one name. */
  private record Pair(X509Certificate certificate, X509Certificate issuer) {}

  private record Answers(RevocationAnswer staple, RevocationAnswer joined) {}

  private final RevocationRule rule;
  private final List<OcspAnswer> staples;
  private final Instant at;
  private final Map<Pair, Answers> known = new HashMap<>();

  RevocationCheck(RevocationRule rule, List<OcspAnswer> staples, Instant at) {
    this.rule = rule;
    this.staples = staples;
    this.at = at;
  }

  List<CertificateFinding> check(CandidatePath path) {
    if (rule.isOff()) {
      return List.of();
    }
    List<CertificateFinding> findings = new ArrayList<>();
    List<X509Certificate> certificates = path.certificates();
    for (int i = 0; i + 1 < certificates.size(); i++) {
      X509Certificate certificate = certificates.get(i);
      if (answers(certificate, certificates.get(i + 1)).joined() instanceof Revoked revoked) {
        findings.add(revoked(certificate, revoked));
      }
    }
    if (findings.isEmpty()) {
      lacking(path).ifPresent(findings::add);
    }
    return findings;
  }

  /** What is known of the end entity. */
  RevocationAnswer endEntityAnswer(CandidatePath path) {
    return rule.isOff() ? new NotChecked() : endEntityAnswers(path).joined();
  }

  private Answers endEntityAnswers(CandidatePath path) {
    if (path.belowAnchor().isEmpty()) {
      NoAnswer none = new NoAnswer("the end entity is itself an anchor, which nobody revokes");
      return new Answers(none, none);
    }
    return answers(path.endEntity(), path.issuers().get(0));
  }

  private Answers answers(X509Certificate certificate, X509Certificate issuer) {
    return known.computeIfAbsent(new Pair(certificate, issuer), this::ask);
  }

  private Answers ask(Pair pair) {
    List<RevocationAnswer> stapled =
        new ArrayList<>(
            staples.stream()
                .map(staple -> staple.answer(pair.certificate(), pair.issuer(), at))
                .toList());
    if (stapled.isEmpty()) {
      stapled.add(new NoAnswer("no staple"));
    }
    RevocationAnswer staple = RevocationAnswers.joined(stapled);
    RevocationAnswer list = rule.lists().answer(pair.certificate(), pair.issuer(), at);
    return new Answers(staple, RevocationAnswers.joined(List.of(staple, list)));
  }

  private Optional<CertificateFinding> lacking(CandidatePath path) {
    X509Certificate endEntity = path.endEntity();
    Answers answers = endEntityAnswers(path);
    if (!(answers.staple() instanceof Good) && MustStaple.binds(endEntity)) {
      return Optional.of(
          unknown(
              endEntity,
              "a valid staple, as the certificate binds its server to send one (must-staple)",
              answers.staple()));
    }
    if (!(answers.joined() instanceof Good) && rule.mode() == RevocationMode.REQUIRE) {
      return Optional.of(
          unknown(
              endEntity,
              "a valid answer that it was not revoked, as revocation: require demands",
              answers.joined()));
    }
    return Optional.empty();
  }

  private static CertificateFinding unknown(
      X509Certificate certificate, String expected, RevocationAnswer found) {
    return Evidence.about(certificate)
        .with("revocation", found)
        .finding(Kind.REVOCATION_UNKNOWN, expected, found.toString());
  }

  private static CertificateFinding revoked(X509Certificate certificate, Revoked answer) {
    return Evidence.about(certificate)
        .with("revocation", answer)
        .with("revokedAt", answer.at())
        .with("reason", answer.reason())
        .finding(Kind.REVOKED, "a certificate that was not revoked", "one " + answer);
  }
}
