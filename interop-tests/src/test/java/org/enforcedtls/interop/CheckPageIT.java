package org.enforcedtls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.cli.report.CheckPage;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a check in a real browser, about a host that would like to write into it. */
class CheckPageIT {
  @TempDir private Path directory;

  @BeforeAll
  static void browserIsInstalled() throws InterruptedException {
    assumeTrue(Browser.isInstalled(), "SKIPPED, NOTHING WAS PROVED: no chromium is installed");
  }

  @Test
  void wordsOfAHostAreShownAndDoNothing() throws Exception {
    try (Browser browser = new Browser(directory)) {
      Path page = Files.write(directory.resolve("page.html"), page(evil(browser)));
      String dom = browser.dom(page);
      assertThat(dom)
          .contains("No mail would leave to 2 of 2 partners")
          .contains("&lt;script src=")
          .contains("certificate-untrusted")
          .doesNotContain("<script", "<img", "<iframe", "OWNED\"");
      assertThat(browser.calls()).isZero();
    }
  }

  @Test
  void pageIsDrawn() throws Exception {
    try (Browser browser = new Browser(directory)) {
      Path page = Files.write(directory.resolve("page.html"), page(evil(browser)));
      BufferedImage picture = ImageIO.read(browser.screenshot(page, "1280,1600").toFile());
      assertThat(picture.getWidth()).isEqualTo(1280);
      long colours =
          IntStream.range(0, picture.getWidth() * picture.getHeight())
              .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
              .distinct()
              .count();
      assertThat(colours).isGreaterThan(50);
    }
  }

  @Test
  void browserWouldDoWhatTheHostWantsIfItWereMarkup() throws Exception {
    try (Browser browser = new Browser(directory)) {
      Path page = Files.writeString(directory.resolve("evil.html"), evil(browser));
      assertThat(browser.dom(page)).contains("<script", "<img");
      assertThat(browser.calls()).isPositive();
    }
  }

  private static String evil(Browser browser) {
    return "</style></title><script src='%1$s'></script><img src='%1$s'>".formatted(browser.url())
        + "<img src=x onerror=\"document.title='OWNED'\">";
  }

  /** Of one host that says it, and one that has it in its certificate. */
  private static byte[] page(String evil) throws Exception {
    TestCa ca = TestCa.create("Approved CA");
    TestCa other = TestCa.create(evil);
    try (TestDns dns = TestDns.start();
        LoopbackNetwork network = new LoopbackNetwork();
        ScriptedMx first =
            ScriptedMx.builder()
                .certificate(ca.issue("mx.first.example"))
                .on(Cue.CONNECT, "554 " + evil + "\r\n")
                .start();
        ScriptedMx second =
            ScriptedMx.builder()
                .certificate(other.certificate("mx.second.example").commonName(evil).issue())
                .start();
        EnforcedTlsClient client =
            EnforcedTlsClient.builder("mail.bank.example")
                .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
                .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
                .socketFactory(network)
                .build()) {
      dns.mx("first.example", 10, "mx.first.example").address("mx.first.example", "192.0.2.1");
      dns.mx("second.example", 10, "mx.second.example").address("mx.second.example", "192.0.2.2");
      network.host("192.0.2.1", first).host("192.0.2.2", second);
      return CheckPage.of(
          List.of(readiness(client, "first.example"), readiness(client, "second.example")));
    }
  }

  private static Readiness readiness(EnforcedTlsClient client, String domain) {
    return ReadinessRules.defaults().judge(client.preflight(Domain.of(domain)));
  }
}
