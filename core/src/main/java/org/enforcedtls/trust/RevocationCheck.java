package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.NotChecked;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.jspecify.annotations.Nullable;

/**
 * Asks of every certificate below the anchor whether it was revoked. An answer is needed for the
 * end entity only, as servers staple for no other. For one verification and one thread.
 */
final class RevocationCheck {
  /** Until something is: who reads it sees why his responder was never asked. */
  private static final NoAnswer NOT_FETCHED =
      new NoAnswer("nothing fetched, as the path fails anyway");

  private record Answers(
      RevocationAnswer staple, RevocationAnswer list, @Nullable RevocationAnswer fetched) {
    RevocationAnswer joined() {
      return RevocationAnswers.joined(
          fetched == null ? List.of(staple, list) : List.of(staple, list, fetched));
    }
  }

  private final RevocationRule rule;
  private final List<OcspAnswer> staples;
  private final OnlineRevocation online;
  private final Instant at;
  private final Map<IssuedCertificate, Answers> known = new HashMap<>();
  private final Set<IssuedCertificate> lookedUp = new HashSet<>();

  RevocationCheck(
      RevocationRule rule, List<OcspAnswer> staples, OnlineRevocation online, Instant at) {
    this.rule = rule;
    this.staples = staples;
    this.online = online;
    this.at = at;
  }

  /** Of a path that is good otherwise; what the answers at hand leave open is fetched. */
  List<CertificateFinding> check(CandidatePath path) {
    if (online.mayAskFor(path.endEntity()) && isOpen(path)) {
      lookUp(path);
    }
    return checkAtHand(path);
  }

  /** Whether nothing at hand speaks against it; else nobody needs to be asked. */
  private boolean isOpen(CandidatePath path) {
    return path.issued().stream().noneMatch(issued -> answers(issued).joined() instanceof Revoked)
        && !lacksStaple(path);
  }

  private void lookUp(CandidatePath path) {
    for (IssuedCertificate issued : path.issued()) {
      Answers answers = answers(issued);
      if (!(answers.joined() instanceof Good) && lookedUp.add(issued)) {
        answers = new Answers(answers.staple(), answers.list(), online.answer(issued));
        known.put(issued, answers);
      }
      if (answers.joined() instanceof Revoked || lacking(path).isPresent()) {
        return;
      }
    }
  }

  /** Of any path; nothing is fetched. */
  List<CertificateFinding> checkAtHand(CandidatePath path) {
    if (rule.isOff()) {
      return List.of();
    }
    List<CertificateFinding> findings = new ArrayList<>();
    for (IssuedCertificate issued : path.issued()) {
      if (answers(issued).joined() instanceof Revoked revoked) {
        findings.add(revoked(issued.certificate(), revoked));
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
      return new Answers(none, none, null);
    }
    return answers(path.issued().get(0));
  }

  private Answers answers(IssuedCertificate issued) {
    return known.computeIfAbsent(issued, this::ask);
  }

  private Answers ask(IssuedCertificate issued) {
    X509Certificate certificate = issued.certificate();
    X509Certificate issuer = issued.issuer();
    List<RevocationAnswer> stapled =
        new ArrayList<>(
            staples.stream().map(staple -> staple.answer(certificate, issuer, at)).toList());
    if (stapled.isEmpty()) {
      stapled.add(new NoAnswer("no staple"));
    }
    return new Answers(
        RevocationAnswers.joined(stapled),
        rule.lists().answer(certificate, issuer, at),
        online.isAskedFor() ? NOT_FETCHED : null);
  }

  private boolean lacksStaple(CandidatePath path) {
    return !(endEntityAnswers(path).staple() instanceof Good) && MustStaple.binds(path.endEntity());
  }

  private Optional<CertificateFinding> lacking(CandidatePath path) {
    X509Certificate endEntity = path.endEntity();
    Answers answers = endEntityAnswers(path);
    if (lacksStaple(path)) {
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
