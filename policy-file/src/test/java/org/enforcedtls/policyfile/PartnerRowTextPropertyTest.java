package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.trust.IssuerFilter;

/** What was written is what is read, whatever text somebody hands in. */
class PartnerRowTextPropertyTest {
  private static final MxPattern HOST = MxPattern.of("mx.fi.example");

  @Property(tries = 500)
  void textOfOneLineIsReadBackAsItWas(@ForAll("lines") String text) throws IOException {
    TlsPolicy.Builder policy =
        policy()
            .contact(text)
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(HOST).withCommonName(text + "x"))))
            .certificate(
                CertificateDemand.defaults()
                    .withIssuers(IssuerFilter.of(List.of("x" + text, text + " x"))));
    PartnerRow row = new PartnerRow(Domain.of("fi.example"), Coverage.DOMAIN, policy.build());
    PartnerRow read = reread(PartnerRowText.of(row));
    assertThat(read.policy().contact()).hasValue(text);
    assertThat(read.policy().fingerprint()).isEqualTo(row.policy().fingerprint());
    assertThat(read.policy().certificate().issuers().entries())
        .isEqualTo(row.policy().certificate().issuers().entries());
    assertThat(read.policy().mxAdmission().hosts().get(0).commonName()).hasValue(text + "x");
  }

  @Property(tries = 500)
  void nothingBreaksOutOfComment(@ForAll("hostile") String text) throws IOException {
    PartnerRow row =
        new PartnerRow(
            Domain.of("fi.example"),
            Coverage.DOMAIN,
            policy().mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(HOST)))).build());
    PartnerRowText written =
        PartnerRowText.builder(row)
            .addComment("domain", text)
            .addComment("mx", text)
            .addComment(HOST, text)
            .addComment("contact", text)
            .build();
    assertThat(written.lines()).hasSize(8);
    assertThat(reread(written).policy().fingerprint()).isEqualTo(row.policy().fingerprint());
  }

  private static TlsPolicy.Builder policy() {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("test")).domain(Domain.of("fi.example"));
  }

  /** Each row is read in the company of another, which must stay what it is. */
  private static PartnerRow reread(PartnerRowText text) throws IOException {
    PartnerRow other =
        new PartnerRow(Domain.of("other.example"), Coverage.DOMAIN, policy().build());
    Path file = Files.createTempFile("partners", ".yaml");
    try {
      Files.writeString(
          file, PartnerTableText.of(List.of(), List.of(text, PartnerRowText.of(other))).toString());
      List<PartnerRow> rows = PartnerFile.load(file).rows();
      assertThat(rows)
          .extracting(PartnerRow::domain)
          .containsExactly(Domain.of("fi.example"), other.domain());
      return rows.get(0);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> lines() {
    return hostile().filter(FoundText::isOneLine);
  }

  /** Pieces that mean something to YAML, and any other characters. */
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\n",
            "\r",
            "\u0085",
            "\u2028",
            "\t",
            " ",
            ": ",
            ":",
            " #",
            "#",
            "- ",
            "-",
            "---",
            "...",
            "'",
            "\"",
            "\\",
            "\\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a",
            "*a",
            "!",
            "!!str",
            "%YAML",
            "|",
            ">",
            "@",
            "`",
            "?",
            "~",
            "null",
            "Null",
            "true",
            "No",
            "1",
            "0x1F",
            "1e3",
            ".inf",
            "2026-12-01",
            "<<",
            "=",
            "\uFEFF",
            "\u202E",
            "\u0000",
            "\uD800",
            "\uD83D\uDE00",
            "\u00E5",
            "\u00A0",
            "partners:",
            "- domain: evil.example");
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, pieces), net.jqwik.api.Tuple.of(1, any))
        .list()
        .ofMaxSize(8)
        .map(all -> String.join("", all));
  }
}
