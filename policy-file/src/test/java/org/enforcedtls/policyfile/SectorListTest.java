package org.enforcedtls.policyfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.tls.ChannelRequirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectorListTest {
  private static final String LIST =
      """
      # members of the sector
      # refreshed: 2026-11-01
      domain,mx
      fi.example
      Bücher.example, mx1.example ,*.mx.example

      "se.example",""
      """;

  @TempDir Path folder;

  @Test
  void eachDomainIsRowWithItsHostsAndItsPlace() throws IOException {
    List<PartnerRow> rows = load("\uFEFF" + LIST).table().rows();
    assertThat(rows)
        .extracting(row -> row.domain() + " " + row.policy().mxAdmission())
        .containsExactly(
            "fi.example any",
            "xn--bcher-kva.example MX ADVISORY [mx1.example, *.mx.example]",
            "se.example any");
    assertThat(rows)
        .extracting(row -> row.policy().origin().toString())
        .containsExactly("list.csv:4", "list.csv:5", "list.csv:7");
    assertThat(rows).allMatch(row -> row.policy().enforcement().stage() == Stage.ENFORCE);
  }

  @Test
  void rowsDemandWhatTheTemplateDoes() throws IOException {
    TlsPolicy template =
        TlsPolicy.builder(PolicyOrigin.partnerRow("template"))
            .channel(ChannelRequirement.modern())
            .enforcement(TlsPolicy.verified().enforcement().withStage(Stage.OBSERVE))
            .contact("+46 8 555 01 00")
            .build();
    TlsPolicy row = SectorList.load(write(LIST), template).table().rows().get(0).policy();
    assertThat(row.channel().profile()).hasToString("modern");
    assertThat(row.enforcement().stage()).isEqualTo(Stage.OBSERVE);
    assertThat(row.contact()).hasValue("+46 8 555 01 00");
  }

  @Test
  void dayOfTheListIsTheOneThatItSaysOrElseThatOfTheFile() throws IOException {
    assertThat(load(LIST).refreshed()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    Instant changed = Instant.parse("2026-10-01T12:00:00Z");
    Path file = write("domain\nfi.example\n");
    Files.setLastModifiedTime(file, FileTime.from(changed));
    assertThat(SectorList.load(file, SectorList.plainRow()).refreshed()).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                       | 1:1: expected the header domain, or domain,mx, found nothing
          '# nothing but this\n'                   | 1:1: expected the header domain, or domain,mx, found nothing
          'fi.example\n'                           | 1:1: expected the header domain, or domain,mx, found "fi.example"
          'domain,host\n'                          | 1:1: expected the header domain, or domain,mx, found "domain,host"
          'Domain\n'                               | 1:1: expected the header domain, or domain,mx, found "Domain"
          'domain;mx\n'                            | 1:1: expected the header domain, or domain,mx, found "domain;mx"
          'domain\nfi.example,mx.fi.example\n'     | 2:1: expected a domain alone, as the header has no mx, found 1 more
          'domain\n*.fi.example\n'                 | 2:1: domain: domain "*.fi.example": expected labels
          'domain\n192.0.2.1\n'                    | 2:1: domain: domain
          'domain\n"a\nb"\n'                       | 2:1: expected printable fields of one line, found more
          'domain,mx\n,mx.fi.example\n'            | 2:1: domain: domain
          'domain,mx\nfi.example,192.0.2.1\n'      | 2:1: mx: expected the name of an MX host, found the IP address 192.0.2.1
          'domain,mx\nfi.example,a.b,A.b\n'        | 2:1: mx: "A.b" stands twice
          'domain\na.example\nb.example\nA.example.\n' | 4:1: domain: a.example has a row already, at list.csv:2
          '# refreshed: today\ndomain\n'           | 1:1: refreshed: expected a date such as 2026-11-01, found "today"
          '# refreshed: 2999-01-01\ndomain\n'      | 1:1: refreshed: expected a day that has come, found 2999-01-01
          '# refreshed: 2026-11-01\n#refreshed:2026-10-01\ndomain\n' | 2:1: refreshed: stands twice, first at list.csv:1
          'domain\n"fi.example\n'                  | 2:1: expected printable fields of one line, found more; is a quote not closed?
          'domain\n"fi".example\n'                 | 1:1: after this place: not CSV
          """)
  void listThatIsNotUnderstoodIsRefusedWithItsPlace(String text, String problem)
      throws IOException {
    assertThat(problemOf(text.replace("\\n", "\n"))).startsWith(problem);
  }

  @Test
  void otherOctetsThanUtf8AreRefused() throws IOException {
    Path file =
        Files.write(folder.resolve("list.csv"), "domain\nbücher.example\n".getBytes(ISO_8859_1));
    PartnerFileException refused =
        catchThrowableOfType(
            PartnerFileException.class, () -> SectorList.load(file, SectorList.plainRow()));
    assertThat(refused)
        .hasMessage("list.csv:2:2: expected UTF-8, found other octets; save it as UTF-8");
  }

  private String problemOf(String text) throws IOException {
    Path file = write(text);
    PartnerFileException refused =
        catchThrowableOfType(
            PartnerFileException.class, () -> SectorList.load(file, SectorList.plainRow()));
    assertThat(refused).as(text).isNotNull();
    PartnerFileException.Problem first = refused.problems().get(0);
    return first.line() + ":" + first.column() + ": " + first.text();
  }

  private SectorList load(String text) throws IOException {
    return SectorList.load(write(text), SectorList.plainRow());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), text);
  }
}
