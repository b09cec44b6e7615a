package org.enforcedtls.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.PartnerFile;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.PresentedIdentifier;
import org.enforcedtls.trust.TrustAnchors;

/** Whatever a host shows, and whatever its evidence lets through, the row is one row for it. */
class HostileHostPropertyTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final Domain MX = Domain.of("mx.fi.example");
  private static final Instant AT = Instant.parse("2026-11-28T09:00:00Z");
  private static final TrustAnchors ANCHORS =
      TrustAnchors.of(List.of(TestCa.create("Bank CA").certificate()));

  @Property(tries = 200)
  void textOfHostNeverBecomesMoreThanComment(@ForAll("hostile") String text) throws IOException {
    PartnerRow row = reread(RowSuggestion.of(seen(text), ANCHORS).orElseThrow().lines());
    assertThat(row.domain()).isEqualTo(FI);
    assertThat(row.policy().mxAdmission().hosts()).hasSize(1);
    assertThat(row.policy().contact()).hasValue("postmaster@fi.example");
    assertThat(row.policy().certificate().issuers().isRestricted()).isFalse();
  }

  /** Built by hand, as records escape less than what made them. */
  private static Preflight seen(String text) throws IOException {
    InetAddress address = InetAddress.getByName("192.0.2.1");
    CertificateEvidence leaf =
        new CertificateEvidence(
            "CN=" + text,
            text,
            text,
            AT,
            AT,
            List.of(new PresentedIdentifier(PresentedIdentifier.Place.COMMON_NAME, text)));
    TlsEvidence tls =
        TlsEvidence.of(new TlsEvidence.Channel(text, text, text, true, false), List.of(leaf))
            .verified(text, text);
    Cause cause = Cause.of(CauseCode.REPLY_TRANSIENT, text);
    HostDecision host =
        new HostDecision(
            new MxHost(10, MX),
            MxAuthentication.NOTHING,
            List.of(address),
            new HostDane.NotApplicable(text),
            Optional.empty(),
            List.of(cause),
            List.of());
    Attempt attempt =
        Attempt.builder(MX, 10, AT).address(address).tls(tls).causes(List.of(cause)).build();
    return new Preflight(
        new PolicyDecision(
            FI, AT, List.of(), Optional.empty(), DnssecState.UNCHECKED, List.of(host), List.of()),
        List.of(attempt),
        List.of());
  }

  private static PartnerRow reread(List<String> lines) throws IOException {
    Path file = Files.createTempFile("partners", ".yaml");
    try {
      Files.writeString(file, "version: 1\npartners:\n" + String.join("\n", lines) + "\n");
      List<PartnerRow> rows = PartnerFile.load(file).rows();
      assertThat(rows).hasSize(1);
      return rows.get(0);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "\n  - domain: evil.example", "\r\n", "\u0085", "\u2028", "#", "'", "\""),
            Arbitraries.of(
                "a", "*.", "mx.fi.example", "\u0000", "\u202E", "\uD800", "\uFEFF", ": "),
            Arbitraries.strings().ofMinLength(1).ofMaxLength(5))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(all -> String.join("", all));
  }
}
