package org.enforcedtls.cli.questionnaire;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.enforcedtls.cli.page.PageRules;
import org.enforcedtls.trust.TrustAnchors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuestionnaireTest {
  private static final String EVIL =
      "a`b``<script>alert(1)</script>](javascript:x) **x** | ![i](http://evil.example/) \u202e &lt;";

  private final OwnHosts hosts = new OwnHosts();

  @AfterEach
  void stop() {
    hosts.close();
  }

  @Test
  void eachAddressHasItsLineInTheFormThatTheFormWants() throws Exception {
    Questionnaire filled =
        hosts
            .host("post1.bank.example")
            .host("post2.bank.example")
            .filled(company(), "bank.example");
    assertThat(filled.hosts().stream().map(host -> host.line().known()))
        .map(line -> line.orElse("missing"))
        .containsExactly(
            "post1.bank.example., IP: 192.0.2.1 CN=post1.bank.example Valid until 27:02:28",
            "post2.bank.example., IP: 192.0.2.2 CN=post2.bank.example Valid until 27:02:28");
    assertThat(filled.isComplete()).isTrue();
  }

  @Test
  void caAndRootStandOnceForAllThatShareThem() throws Exception {
    Questionnaire filled =
        hosts
            .host("post1.bank.example")
            .host("post2.bank.example")
            .filled(company(), "bank.example");
    String root = TrustAnchors.of(List.of(hosts.root().certificate())).iterator().next().sha256();
    assertThat(section(filled, "CA and root certificate"))
        .hasSize(4)
        .startsWith("CA: CN=Nordic Server CA 2")
        .endsWith("Root: CN=Nordic Root CA", "Root, SHA-256: " + root);
  }

  @Test
  void wholeFormIsAnsweredInItsOrder() throws Exception {
    Questionnaire filled = hosts.host("post1.bank.example").filled(company(), "bank.example");
    assertThat(Form.of(filled).sections().stream().map(Form.Section::title))
        .containsExactly(
            "Company",
            "Domains",
            "CA and root certificate",
            "Certificate details",
            "Date and time of implementation",
            "Cipher suites");
    assertThat(section(filled, "Domains")).containsExactly("bank.example");
    assertThat(section(filled, "Date and time of implementation"))
        .containsExactly("2026-12-01T06:00:00+01:00");
    assertThat(section(filled, "Cipher suites")).containsExactly("TLSv1.3 TLS_AES_256_GCM_SHA384");
  }

  @Test
  void whatIsNotKnownIsSaidInItsPlace() throws Exception {
    hosts.host("post1.bank.example").dns().mx("bank.example", 99, "lost.bank.example");
    Questionnaire filled = hosts.filled(Company.unknown(), "bank.example", "gone.example");
    assertThat(filled.isComplete()).isFalse();
    assertThat(section(filled, "Company"))
        .hasSize(6)
        .allMatch(line -> line.contains("not given: write"));
    assertThat(section(filled, "Domains"))
        .anyMatch(line -> line.startsWith("the MX hosts of gone.example: dns-not-found"));
    assertThat(section(filled, "Certificate details"))
        .anyMatch(line -> line.startsWith("lost.bank.example., IP: unknown: not seen: no-address"));
    assertThat(filled.fields().get("missing")).asInstanceOf(LIST).hasSizeGreaterThan(8);
    assertThat(filled.markdown()).contains("**not known:** the MX hosts of gone.example");
    assertThat(PageRules.sound(filled.html()).select(".missing").eachText())
        .anyMatch(text -> text.startsWith("not known: the MX hosts of gone.example"));
  }

  @Test
  void certificateThatASenderWouldRefuseIsToldAndToBeMended() throws Exception {
    Questionnaire filled =
        hosts
            .host(
                "post1.bank.example",
                hosts
                    .certificate("post1.bank.example")
                    .validity(OwnHosts.NOW.minusSeconds(99_999), OwnHosts.NOW.minusSeconds(9)))
            .filled(company(), "bank.example");
    assertThat(filled.isComplete()).isFalse();
    assertThat(section(filled, "Certificate details"))
        .containsExactly(
            "post1.bank.example., IP: 192.0.2.1 CN=post1.bank.example Valid until 26:12:01");
    assertThat(section(filled, "To be mended first"))
        .singleElement()
        .satisfies(
            line -> assertThat(line).startsWith("post1.bank.example: certificate-expired: "));
  }

  @Test
  void certificateWithoutCommonNameHasNoneMadeUp() throws Exception {
    Questionnaire filled =
        hosts
            .host("post1.bank.example", hosts.certificate("post1.bank.example").commonName(""))
            .filled(company(), "bank.example");
    assertThat(section(filled, "Certificate details"))
        .containsExactly(
            "post1.bank.example., IP: 192.0.2.1 Valid until 27:02:28: the certificate has no common"
                + " name (CN), its names are post1.bank.example");
    assertThat(filled.isComplete()).isFalse();
  }

  @Test
  void wordsOfAnybodyAreTextInMarkdown() throws Exception {
    Document rendered = rendered(hostile().markdown());
    assertThat(new TreeSet<>(rendered.body().children().stream().map(Element::tagName).toList()))
        .containsExactly("h1", "h2", "p", "ul");
    assertThat(rendered.select("script, img, a, table, em, strong")).isEmpty();
    assertThat(rendered.select("code").eachText())
        .anyMatch(text -> text.contains("<script>alert(1)</script>](javascript:x) **x**"));
  }

  @Test
  void wordsOfAnybodyAreTextOnThePage() throws Exception {
    assertThat(PageRules.sound(hostile().html()).select(".facts dd").eachText())
        .contains(EVIL.replace("\u202e", "\\u{202e}"));
  }

  @Test
  void everyMarkOfMarkdownIsEscaped() {
    String marks = "\\`*_{}[]()#+-.!|~&<>$:@/\"' <b> [x](y) &amp; __x__ http://evil.example";
    assertThat(rendered(MarkdownForm.escaped("x " + marks)).body().html())
        .isEqualTo(Jsoup.parse("<p></p>").expectFirst("p").text("x " + marks).outerHtml());
    assertThat(rendered(MarkdownForm.code("`` ` " + marks)).select("p > code").text())
        .isEqualTo("`` ` " + marks);
  }

  private Questionnaire hostile() throws Exception {
    Map<Company.Fact, String> facts =
        Arrays.stream(Company.Fact.values()).collect(toMap(Function.identity(), fact -> EVIL));
    return hosts
        .host("post1.bank.example", hosts.certificate("post1.bank.example").commonName(EVIL))
        .filled(Company.of(facts), "bank.example");
  }

  private static Document rendered(String markdown) {
    return Jsoup.parse(
        HtmlRenderer.builder().build().render(Parser.builder().build().parse(markdown)));
  }

  private static Company company() {
    return Company.of(
        Arrays.stream(Company.Fact.values())
            .collect(toMap(Function.identity(), Company.Fact::label)));
  }

  private static List<String> section(Questionnaire filled, String title) {
    return Form.of(filled).sections().stream()
        .filter(section -> section.title().equals(title))
        .flatMap(section -> section.lines().stream())
        .map(line -> (line.label().isEmpty() ? "" : line.label() + ": ") + line.answer().words())
        .toList();
  }
}
