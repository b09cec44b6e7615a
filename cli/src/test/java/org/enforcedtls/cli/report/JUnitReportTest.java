package org.enforcedtls.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JUnitReportTest {
  private byte[] octets = {};

  @BeforeAll
  void check(@TempDir Path directory) throws Exception {
    try (CheckScene scene = new CheckScene().allKinds()) {
      octets = JUnitReport.of(scene.results(directory));
    }
  }

  @Test
  void suiteIsADomainAndCaseIsAHostOrAnAddress() throws Exception {
    Document report = report();
    assertThat(report.getDocumentElement().getTagName()).isEqualTo("testsuites");
    assertThat(suite(report, "pension.example"))
        .containsExactly(
            "tests 5, failures 1, errors 0",
            "policy and MX records",
            "mx1.pension.example",
            "mx1.pension.example [192.0.2.6]",
            "mx2.pension.example",
            "mx2.pension.example [192.0.2.7] failure certificate-expired");
  }

  @Test
  void warningIsSeenAndDoesNotFail() throws Exception {
    assertThat(suite(report(), "hospital.example"))
        .contains(
            "tests 6, failures 0, errors 0",
            "mx1.hospital.example [192.0.2.4] system-out ",
            "old.hospital.example system-out ");
  }

  @Test
  void whatCouldNotBeCheckedIsAnError() throws Exception {
    assertThat(suite(report(), "registry.example"))
        .containsExactly(
            "tests 1, failures 0, errors 1", "policy and MX records error dns-unavailable");
  }

  @Test
  void failureSaysWhatToDoAndWhomToCall() throws Exception {
    NodeList failures = report().getElementsByTagName("failure");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < failures.getLength(); i++) {
      texts.add(failures.item(i).getTextContent());
    }
    assertThat(texts)
        .hasSize(4)
        .anySatisfy(
            text ->
                assertThat(text.lines())
                    .contains(
                        "  do   have the certificate renewed now",
                        "  call the partner, noc@broker.example, +46 8 555 04 56"));
  }

  private Document report() throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(octets));
  }

  /** Its numbers, then each case with what is in it. */
  private static List<String> suite(Document report, String domain) {
    List<String> lines = new ArrayList<>();
    for (Element suite : elements(report.getDocumentElement())) {
      if (suite.getAttribute("name").equals(domain)) {
        lines.add(
            "tests %s, failures %s, errors %s"
                .formatted(
                    suite.getAttribute("tests"),
                    suite.getAttribute("failures"),
                    suite.getAttribute("errors")));
        for (Element each : elements(suite)) {
          assertThat(each.getAttribute("classname")).isEqualTo(domain);
          StringBuilder line = new StringBuilder(each.getAttribute("name"));
          for (Element part : elements(each)) {
            line.append(' ')
                .append(part.getTagName())
                .append(' ')
                .append(part.getAttribute("type"));
          }
          lines.add(line.toString());
        }
      }
    }
    return lines;
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
      if (parent.getChildNodes().item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
