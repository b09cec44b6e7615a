package org.enforcedtls.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.enforcedtls.cli.page.PageRules;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/** Hosts that would like to write into the reports about them. */
@Timeout(120)
class HostileReportTest {
  private static final String EVIL =
      "</style></title><script>alert(1)</script><img src=http://evil.example/ onerror=x()>"
          + " \" ' ]]> --> &amp; \u202e \u200b";

  @TempDir private Path directory;

  /** Where the words come from. */
  enum Source {
    BANNER,
    REPLY_TO_STARTTLS,
    SUBJECT,
    ISSUER
  }

  @ParameterizedTest
  @EnumSource
  void wordsOfAHostAreTextOnThePage(Source source) throws Exception {
    Document page = PageRules.sound(CheckPage.of(results(source)));
    assertThat(page.select(".partner h3").text()).isEqualTo("evil.example");
    assertThat(page.text()).contains("alert(1)", "\\u{202e}");
  }

  @ParameterizedTest
  @EnumSource
  void wordsOfAHostAreTextForACiServer(Source source) throws Exception {
    byte[] octets = JUnitReport.of(results(source));
    NodeList all =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(octets))
            .getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      assertThat(all.item(i).getNodeName())
          .isIn("testsuites", "testsuite", "testcase", "failure", "system-out");
    }
  }

  private List<Readiness> results(Source source) throws Exception {
    try (CheckScene scene = new CheckScene()) {
      return scene
          .host("evil.example", 10, "mx.evil.example", host(scene, source))
          .results(directory);
    }
  }

  private static ScriptedMxBuilder host(CheckScene scene, Source source) {
    ScriptedMxBuilder good = scene.good("mx.evil.example", 60);
    return switch (source) {
      case BANNER -> good.on(Cue.CONNECT, "554 " + EVIL + "\0\33[2J\r\n");
      case REPLY_TO_STARTTLS -> good.on(Cue.STARTTLS, "454 " + EVIL + "\0\33[2J\r\n");
      case SUBJECT ->
          scene.with(
              scene
                  .ca()
                  .certificate("mx.evil.example")
                  .commonName(EVIL)
                  .validity(CheckScene.NOW.minusSeconds(99), CheckScene.NOW.plusSeconds(99_999))
                  .issue());
      case ISSUER ->
          scene.with(scene.ca().authority(EVIL).issueAuthority().issue("mx.evil.example"));
    };
  }
}
