package org.enforcedtls.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.cli.page.PageRules;
import org.enforcedtls.preflight.Readiness;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of partners that were really looked at. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckPageTest {
  private final CheckScene scene = new CheckScene();
  private List<Readiness> results = List.of();

  @BeforeAll
  void check(@TempDir Path directory) throws Exception {
    results = scene.allKinds().results(directory);
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @Test
  void answerStandsAtTheTop() throws Exception {
    Document page = page();
    assertThat(page.select("h1").text()).isEqualTo("No mail would leave to 3 of 9 partners");
    assertThat(page.select(".tally li").eachText())
        .containsExactly(
            "3 no mail would leave",
            "1 could not be checked",
            "3 mail would leave, with findings",
            "2 ready");
  }

  @Test
  void mostUrgentPartnersComeFirstAndReadyOnesAreFolded() throws Exception {
    Document page = page();
    assertThat(page.select("section > table.overview tbody th a").eachText())
        .containsExactly(
            "broker.example",
            "court.example",
            "municipality.example",
            "registry.example",
            "fund.example",
            "hospital.example",
            "pension.example");
    assertThat(page.select("details > table.overview tbody th a").eachText())
        .containsExactly("insurer.example", "treasury.example");
    assertThat(page.select("details > section.partner h3").eachText())
        .containsExactly("insurer.example", "treasury.example");
    assertThat(page.select("details[open]")).isEmpty();
  }

  @Test
  void findingSaysWhatWasExpectedAndFoundWhatToDoAndWhomToCall() throws Exception {
    Element partner = partner("broker.example");
    assertThat(partner.select(".finding .said").text()).isEqualTo("failure: certificate-expired");
    assertThat(partner.select(".finding dt").eachText())
        .containsExactly("About", "Expected", "Found", "Do", "Call");
    assertThat(partner.select(".finding dd").eachText())
        .containsExactly(
            "CN=post.broker.example",
            "a not-after of 2026-12-01T08:00:00Z or later",
            "2026-11-30T08:00:00Z",
            "have the certificate renewed now",
            "the partner, noc@broker.example, +46 8 555 04 56");
  }

  @Test
  void attemptHasAllThatIsKnown() throws Exception {
    Element attempt = partner("treasury.example").expectFirst("details.attempt");
    assertThat(attempt.select("summary").text())
        .isEqualTo("mx1.treasury.example [192.0.2.1] would take mail TLSv1.3");
    assertThat(attempt.select("dt").eachText())
        .contains(
            "MX name proved by",
            "Protocol",
            "Cipher suite, IANA name",
            "Cipher suite, OpenSSL name",
            "Trust anchor",
            "Name matched",
            "Revocation");
    assertThat(attempt.select("dd").eachText()).contains("row", "TLS_AES_256_GCM_SHA384");
    assertThat(attempt.select(".chain tbody tr")).hasSize(2);
    assertThat(attempt.expectFirst(".chain tbody .mono").text()).matches("[0-9a-f]{64}");
  }

  @Test
  void pictureShowsOnceWhatHostsShareAndTheListSaysTheSame() throws Exception {
    Element partner = partner("treasury.example");
    assertThat(partner.select("svg.way > .station > title").eachText())
        .containsExactly(
            "treasury.example: 2 MX hosts, ready",
            "mx1.treasury.example: 192.0.2.1, TLSv1.3",
            "mx2.treasury.example: 192.0.2.2, TLSv1.3",
            "CN=treasury.example: until 2027-02-10, proves the host",
            "CN=Nordic Root CA,O=Nordic Trust: CA, approved CA");
    assertThat(partner.select(".paths > li").eachText())
        .containsExactly(
            "mx1.treasury.example MX 10, 192.0.2.1: TLSv1.3 CN=treasury.example certificate, until"
                + " 2027-02-10: proves the host CN=Nordic Root CA,O=Nordic Trust CA: approved CA",
            "mx2.treasury.example MX 20, 192.0.2.2: TLSv1.3 CN=treasury.example certificate, until"
                + " 2027-02-10: proves the host CN=Nordic Root CA,O=Nordic Trust CA: approved CA");
  }

  @Test
  void stateInThePictureIsAShapeAndAWord() throws Exception {
    for (Element station : page().select(".station")) {
      String state = station.select(".box").attr("class").replace("box ", "");
      assertThat(station.select("use").attr("href")).isEqualTo("#mark-" + state);
      assertThat(station.select("." + state + "-word").text()).isNotBlank();
    }
  }

  @Test
  void hostThatIsGoneIsInThePicture() throws Exception {
    assertThat(partner("hospital.example").select(".station > title").eachText())
        .contains("old.hospital.example: registered, MX gone");
  }

  @Test
  void timelineAndTableHaveTheSameDatesInOrder() throws Exception {
    Document page = page();
    List<String> drawn = page.select(".chart text.when").eachText();
    assertThat(drawn)
        .startsWith("2026-11-28, expired 3 days ago", "2026-11-30, expired 1 day ago")
        .contains("2026-12-10, in 9 days", "2026-12-23, in 22 days")
        .endsWith("2027-12-24, in 388 days")
        .isSorted();
    assertThat(page.select("table.dates tbody tr"))
        .hasSameSizeAs(drawn)
        .extracting(row -> row.child(0).text() + ", " + row.child(1).text())
        .containsExactlyElementsOf(drawn);
    assertThat(page.select(".chart .axis").eachText()).startsWith("today", "14 days", "30 days");
  }

  @Test
  void fiveHundredPartnersAreOnePageThatIsNoWall() throws Exception {
    List<Readiness> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(results.get(i % results.size()));
    }
    byte[] octets = CheckPage.of(many);
    assertThat(octets).hasSizeLessThan(8_000_000);
    Document page = Jsoup.parse(new String(octets, UTF_8));
    assertThat(page.select(".partner")).hasSize(500);
    assertThat(page.select(".chart text.when")).hasSize(ExpiryChart.MOST_BARS);
    assertThat(page.select("table.dates tbody tr")).hasSizeGreaterThan(500);
  }

  @Test
  void sameResultsMakeTheSameOctets() {
    assertThat(CheckPage.of(results)).isEqualTo(CheckPage.of(results));
  }

  @Test
  void pageOfNothingIsRefused() {
    assertThatThrownBy(() -> CheckPage.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private Document page() throws Exception {
    return PageRules.sound(CheckPage.of(results));
  }

  private Element partner(String domain) throws Exception {
    return page().expectFirst(".partner:has(h3:containsOwn(" + domain + "))");
  }
}
