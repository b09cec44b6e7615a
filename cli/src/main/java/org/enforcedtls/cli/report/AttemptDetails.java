package org.enforcedtls.cli.report;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Facts;
import org.enforcedtls.cli.page.Mark;
import org.enforcedtls.cli.page.Table;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.TlsEvidence;

/** All that is known of an attempt, folded: for the engineer. */
final class AttemptDetails {
  private AttemptDetails() {}

  static Element of(Attempt attempt) {
    Element inside = Element.of("div", "inside").add(facts(attempt));
    attempt
        .tls()
        .map(TlsEvidence::chain)
        .filter(chain -> !chain.isEmpty())
        .ifPresent(chain -> inside.add(chain(attempt, chain)));
    return Element.of("details", "attempt").add(title(attempt), inside);
  }

  private static Element title(Attempt attempt) {
    Mark mark = attempt.causes().isEmpty() ? Mark.GOOD : Mark.STOP;
    String channel = attempt.tls().flatMap(TlsEvidence::channel).map(c -> c.protocol()).orElse("");
    String words =
        attempt.causes().stream()
            .findFirst()
            .map(cause -> cause.code().code())
            .orElse("would take mail");
    return Element.of("summary", "attempt-title")
        .add(Element.of("span").text(where(attempt)))
        .text(" ")
        .add(State.said(mark, words))
        .text(" ")
        .add(Element.of("span", "quiet").text(channel));
  }

  private static String where(Attempt attempt) {
    return attempt.mxHost()
        + attempt.address().map(InetAddress::getHostAddress).map(a -> " [" + a + "]").orElse("");
  }

  private static Element facts(Attempt attempt) {
    Facts facts =
        new Facts()
            .add("Started", attempt.startedAt().toString())
            .add("Preference", Integer.toString(attempt.preference()))
            .add("MX name proved by", attempt.mxAuthentication().configName());
    attempt.tls().ifPresent(tls -> addTls(facts, tls));
    for (Cause cause : attempt.causes()) {
      facts.add("Refused", cause.toString());
      cause.evidence().forEach(facts::add);
    }
    facts.add("Reply", attempt.reply().map(Object::toString));
    attempt.warnings().forEach(warning -> facts.add("Note", warning));
    attempt.observations().forEach(observation -> addObserved(facts, observation));
    return facts.element();
  }

  private static void addTls(Facts facts, TlsEvidence tls) {
    tls.channel()
        .ifPresent(
            channel -> {
              facts.add("Protocol", channel.protocol());
              facts.add("Cipher suite, IANA name", channel.cipherSuite());
              facts.add("Cipher suite, OpenSSL name", channel.opensslName());
              facts.add(
                  "Strength",
                  channel.belowRecommended()
                      ? "admitted, below what is recommended"
                      : "as recommended");
            });
    facts
        .add("Group", tls.group())
        .add("Engine", tls.engine())
        .add("Trust anchor", tls.anchor())
        .add("Name matched", tls.matchedName())
        .add("TLSA record", tls.tlsa())
        .add("Revocation", tls.revocation());
    Optional<ChecksMade> checks = tls.checks();
    facts.add("Measured for", checks.map(ChecksMade::reference));
    checks.ifPresent(
        made -> {
          made.certificates().forEach(demand -> facts.add("Certificate demanded", demand));
          facts.add("Channel demanded", made.channel());
        });
  }

  private static void addObserved(Facts facts, Observation observation) {
    String verdict =
        observation.causes().isEmpty()
            ? "would have held"
            : "would have failed: " + observation.causes().get(0);
    facts.add("Observed " + observation.policy(), verdict);
  }

  private static Element chain(Attempt attempt, List<CertificateEvidence> chain) {
    Table table =
        new Table(
            "The chain that " + attempt.mxHost() + " presented",
            List.of("Subject", "Issuer", "Not before", "Not after", "SHA-256"));
    for (CertificateEvidence certificate : chain) {
      table.row(
          Element.of("span").text(certificate.subject()),
          Element.of("span").text(certificate.issuer()),
          Element.of("span").text(Words.day(certificate.notBefore())),
          Element.of("span").text(certificate.notAfter().toString()),
          Element.of("span", "mono").text(certificate.sha256()));
    }
    return Element.of("div", "chain").add(table.element());
  }
}
