package org.enforcedtls.reporting.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.store.ReportEnding;
import org.enforcedtls.reporting.store.ReportStore;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From sessions with a host to the report that its owner reads. */
@Timeout(120)
class ReportSenderTest {
  private static final String MORNING = "2026-11-28T04:00:00Z";

  @TempDir private Path directory;
  private ReportScene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new ReportScene(directory);
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private void countOneSuccess() throws IOException {
    scene.mx("fi.example", "mx.fi.example", "192.0.2.1", scene.host("mx.fi.example"));
    scene.deliver("inbox@fi.example");
  }

  private static List<Optional<ReportEnding>> endings(List<SendingResult> results) {
    return results.stream().map(SendingResult::ending).toList();
  }

  @Test
  void reportSaysWhatHappenedUnderThePublishedPolicy() throws IOException {
    ScriptedMx mx =
        scene.mx("fi.example", "mx.fi.example", "192.0.2.1", scene.host("mx.fi.example"));
    scene.deliver("a@fi.example", "b@fi.example");
    mx.close();
    scene.network.host(
        "192.0.2.1",
        scene
            .host("mx.fi.example")
            .certificate(scene.ca.certificate("mx.fi.example").expired().issue())
            .start());
    scene.deliver("c@fi.example");
    scene.wants(ReportScene.POST);
    scene.clock.set(MORNING);
    assertThat(endings(scene.sendDue())).containsExactly(Optional.of(ReportEnding.SENT));

    assertThat(scene.webServer.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.head())
                  .startsWith("POST /tls HTTP/1.1\r\n")
                  .contains("Content-Type: application/tlsrpt+gzip\r\n");
              TlsReport report = ReportScene.readBody(request.body());
              assertThat(report.organization()).isEqualTo("Bank AB");
              assertThat(report.contact()).isEqualTo("tls-reports@bank.example");
              assertThat(report.begin()).isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
              assertThat(report.end()).isEqualTo(Instant.parse("2026-11-27T23:59:59Z"));
              PolicyResults results = report.policies().get(0);
              assertThat(report.policies()).hasSize(1);
              assertThat(results.policy())
                  .isEqualTo(
                      new ReportedPolicy(
                          PolicyType.STS,
                          "fi.example",
                          List.of(
                              "version: STSv1",
                              "mode: enforce",
                              "mx: mx.fi.example",
                              "max_age: 604800"),
                          List.of("mx.fi.example")));
              assertThat(results.successfulSessions()).isEqualTo(1);
              assertThat(results.failedSessions()).isEqualTo(1);
              assertThat(results.failures())
                  .singleElement()
                  .satisfies(
                      failure -> {
                        assertThat(failure.type()).isEqualTo(ResultType.CERTIFICATE_EXPIRED);
                        assertThat(failure.between().mxHost()).isEqualTo("mx.fi.example");
                        assertThat(failure.between().mxAddress()).isEqualTo("192.0.2.1");
                      });
            });
  }

  @Test
  void reportByMailHasTheFieldsAndTheFileNameOfTheStandard() throws IOException {
    countOneSuccess();
    ScriptedMx post =
        scene.mx("post.example", "mx.post.example", "192.0.2.2", scene.host("mx.post.example"));
    scene.wants("mailto:tls%2Breports@post.example?subject=mine");
    scene.clock.set(MORNING);
    assertThat(endings(scene.sendDue())).containsExactly(Optional.of(ReportEnding.SENT));

    assertThat(post.messages()).hasSize(1);
    String text = new String(post.messages().get(0).content(), US_ASCII);
    TlsReport report = ReportScene.readMail(text);
    String id = report.id();
    assertThat(text.lines().takeWhile(line -> !line.isEmpty()))
        .contains(
            "From: <tls-reports@bank.example>",
            "To: <tls+reports@post.example>",
            "Date: Sat, 28 Nov 2026 04:00:00 +0000",
            "Message-ID: <" + id + ">",
            "Subject: Report Domain: fi.example",
            " Submitter: bank.example",
            " Report-ID: <" + id + ">",
            "TLS-Report-Domain: fi.example",
            "TLS-Report-Submitter: bank.example",
            "Content-Type: multipart/report; report-type=\"tlsrpt\";");
    assertThat(text)
        .contains(
            "\r\nContent-Type: application/tlsrpt+gzip\r\n",
            "filename=\"bank.example!fi.example!1795737600!1795823999!"
                + id.substring(0, id.indexOf('@'))
                + ".json.gz\"");
    assertThat(id).endsWith("@bank.example");
    assertThat(report.successfulSessions()).isEqualTo(1);
  }

  @Test
  void sessionThatCarriesAReportIsInNone() throws IOException {
    countOneSuccess();
    scene.mx("post.example", "mx.post.example", "192.0.2.2", scene.host("mx.post.example"));
    scene.wants("mailto:tls@post.example");
    scene.clock.set(MORNING);
    scene.sendDue();
    scene.clock.advance(Duration.ofDays(1));
    assertThat(scene.sendDue()).isEmpty();
  }

  @Test
  void nothingIsSentBeforeTheDayIsOverAndItsTimeHasCome() throws IOException {
    countOneSuccess();
    scene.wants(ReportScene.POST);
    for (String early : List.of("2026-11-27T23:59:59Z", "2026-11-28T00:09:59Z")) {
      scene.clock.set(early);
      assertThat(scene.sendDue()).isEmpty();
    }
    scene.clock.set(MORNING);
    assertThat(scene.sendDue()).hasSize(1);
    assertThat(scene.sendDue()).isEmpty();
  }

  @Test
  void twoNodesOnOneStoreSendOneReport() throws IOException {
    countOneSuccess();
    scene.wants(ReportScene.POST);
    scene.clock.set(MORNING);
    try (ReportStore other = scene.openStore()) {
      assertThat(scene.sendDue()).hasSize(1);
      assertThat(scene.sendDue(other, scene.clock)).isEmpty();
    }
    assertThat(scene.webServer.requests()).hasSize(1);
  }

  @Test
  void whoHasTheReportIsNotGivenItAgainWhileAnotherIsRetried() throws IOException {
    countOneSuccess();
    ScriptedMx post =
        scene.mx("post.example", "mx.post.example", "192.0.2.2", scene.host("mx.post.example"));
    scene.wants(ReportScene.POST + ",mailto:tls@post.example");
    scene.webServer.fault(PolicyHostFault.SERVER_ERROR);
    scene.clock.set(MORNING);
    List<SendingResult> first = scene.sendDue();
    assertThat(endings(first)).containsExactly(Optional.empty());
    assertThat(first.get(0).toString())
        .startsWith("fi.example 2026-11-27: tried again later; https://reports.fi.example/tls: ")
        .contains("500");
    scene.clock.advance(Duration.ofMinutes(59));
    assertThat(scene.sendDue()).isEmpty();
    scene.webServer.response("HTTP/1.1 201 Created\r\n\r\n");
    scene.clock.advance(Duration.ofMinutes(1));
    assertThat(endings(scene.sendDue())).containsExactly(Optional.of(ReportEnding.SENT));
    assertThat(post.messages()).hasSize(1);
    assertThat(ReportScene.readBody(scene.webServer.requests().get(1).body()).id())
        .isEqualTo(
            ReportScene.readMail(new String(post.messages().get(0).content(), US_ASCII)).id());
  }

  @Test
  void reportIsGivenUpAfterADay() throws IOException {
    countOneSuccess();
    ScriptedMx post =
        scene.mx(
            "post.example",
            "mx.post.example",
            "192.0.2.2",
            scene.host("mx.post.example").fault(MxFault.NO_STARTTLS));
    scene.wants("mailto:tls@post.example");
    scene.clock.set(MORNING);
    int tries = 0;
    Optional<ReportEnding> ending = Optional.empty();
    while (ending.isEmpty()) {
      ending = scene.sendDue().get(0).ending();
      tries++;
      scene.clock.advance(Duration.ofHours(1));
    }
    assertThat(ending).contains(ReportEnding.GIVEN_UP);
    assertThat(tries).isEqualTo(25);
    assertThat(scene.sendDue()).isEmpty();
    assertThat(post.messages()).as("never in clear").isEmpty();
  }

  @Test
  void domainThatAsksForNothingGetsNothingAndIsForgotten() throws IOException {
    countOneSuccess();
    scene.clock.set(MORNING);
    assertThat(endings(scene.sendDue())).containsExactly(Optional.of(ReportEnding.UNWANTED));
    assertThat(scene.sendDue()).isEmpty();
  }

  @Test
  void dnsThatFailsIsNoUnwantedReport() throws IOException {
    countOneSuccess();
    scene.dns.behave(ReportScene.RECORD, "TXT", DnsBehaviour.SERVFAIL);
    scene.clock.set(MORNING);
    assertThat(endings(scene.sendDue())).containsExactly(Optional.empty());
  }

  @Test
  void destinationOfAnOddFormIsTroubleAndNoMore() throws IOException {
    countOneSuccess();
    scene.wants("mailto:a@b@c,https://me@reports.fi.example/," + ReportScene.POST);
    scene.clock.set(MORNING);
    List<SendingResult> results = scene.sendDue();
    assertThat(results.get(0).troubles()).hasSize(2);
    assertThat(scene.webServer.requests()).hasSize(1);
  }

  @Test
  void mailerTakesReportsInPlaceOfTheClient() throws IOException {
    countOneSuccess();
    scene.wants("mailto:tls@post.example");
    scene.clock.set(MORNING);
    List<OutgoingMail> taken = new ArrayList<>();
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(
              endings(
                  ReportSender.builder(scene.store, client, ReportScene.BANK)
                      .clock(scene.clock)
                      .mailer(taken::add)
                      .build()
                      .sendDue()))
          .containsExactly(Optional.of(ReportEnding.SENT));
    }
    assertThat(taken)
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.envelope().reversePath()).hasToString("tls-reports@bank.example"));
  }

  @Test
  void daysOlderThanAWeekAreForgotten() throws IOException {
    countOneSuccess();
    scene.wants(ReportScene.POST);
    scene.clock.set("2026-12-05T12:00:00Z");
    assertThat(scene.sendDue()).isEmpty();
    assertThat(scene.webServer.requests()).isEmpty();
  }
}
