package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.enforcedtls.reporting.store.ReportDay;
import org.enforcedtls.reporting.store.ReportStore;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report send}, and what {@code send} counts for it. */
class ReportSendTest {
  private static final Domain FI = Domain.of("fi.example");

  /** Due by now, whatever the hour. */
  private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    dns.close();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(
        List.of(
            "--ehlo",
            "mail.bank.example",
            "--resolver",
            "127.0.0.1:" + dns.socketAddress().getPort(),
            "--tls-reports",
            directory.resolve("reports").toString()));
    return EnforcedTls.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private int reportSend(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("report", "send", "--organization", "Bank", "--contact", "tls@bank.example"));
    all.addAll(Arrays.asList(more));
    return run(all.toArray(String[]::new));
  }

  private ReportStore store() throws IOException {
    return ReportStore.inDirectory(directory.resolve("reports"));
  }

  private void countOne() throws IOException {
    ReportedPolicy none =
        new ReportedPolicy(PolicyType.NO_POLICY_FOUND, "fi.example", List.of(), List.of());
    try (ReportStore store = store()) {
      store.add(Map.of(new CountedSession(FI, day, new PolicyResults(none, 1, 0, List.of())), 1L));
    }
  }

  /** Keeps its arguments and its input. */
  private Path program(int exitCode) throws IOException {
    Path program = directory.resolve("mailer");
    String script =
        ("#!/bin/sh\necho \"$@\" > '" + directory + "/arguments'\n")
            + ("cat > '" + directory + "/message'\nexit " + exitCode + "\n");
    Files.writeString(program, script);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void nothingCountedIsNothingSent() {
    assertThat(reportSend()).as(err.toString()).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void reportThatNobodyAsksForIsSaidAndOver() throws IOException {
    countOne();
    assertThat(reportSend("--json")).as(err.toString()).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("\"domain\" : \"fi.example\", \"day\" : \"" + day + "\"")
        .contains("\"ending\" : \"unwanted\", \"troubles\" : [ ]");
    assertThat(reportSend()).isZero();
  }

  @Test
  void mailProgramGetsTheMessageAndItsAddresses() throws IOException {
    countOne();
    dns.txt("_smtp._tls.fi.example", "v=TLSRPTv1; rua=mailto:-oQ/tmp@fi.example");
    assertThat(reportSend("--mail-program", program(0).toString())).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("fi.example " + day + ": sent");
    assertThat(Files.readString(directory.resolve("arguments")))
        .isEqualTo("-i -f tls@bank.example -- -oQ/tmp@fi.example\n");
    assertThat(Files.readString(directory.resolve("message")))
        .startsWith("From: <tls@bank.example>\r\n")
        .contains("\r\nTLS-Report-Domain: fi.example\r\n");
  }

  @Test
  void mailProgramThatFailsIsTriedAgainLater() throws IOException {
    countOne();
    dns.txt("_smtp._tls.fi.example", "v=TLSRPTv1; rua=mailto:tls@fi.example");
    assertThat(reportSend("--mail-program", program(75).toString())).isEqualTo(75);
    assertThat(out.toString())
        .contains("tried again later; mailto:tls@fi.example: ", "expected exit code 0, found 75");
  }

  @ParameterizedTest
  @CsvSource({
    "report send --contact a@b.example, --organization",
    "report send --organization Bank, --contact",
    "report send --organization Bank --contact nobody, expected local-part@domain",
  })
  void misuseExitsWith64AndSaysWhatWasExpected(String arguments, String message) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(64);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void storeHasToBeNamed() {
    int code =
        EnforcedTls.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "report send --organization Bank --contact tls@bank.example".split(" ", -1));
    assertThat(code).isEqualTo(64);
    assertThat(err.toString()).contains("expected --tls-reports DIR or URL, found none");
  }

  @Test
  void storeThatCannotBeUsedIsSaidAndStopsNoMail() throws IOException {
    Files.createFile(directory.resolve("reports"));
    assertThat(sendToFi()).isEqualTo(75);
    assertThat(out.toString()).contains("b@fi.example: not sent, try again later");
    assertThat(err.toString()).contains("sessions are not counted while this lasts: ");
    assertThat(reportSend()).isEqualTo(75);
  }

  @Test
  void sendCounts() throws IOException {
    LocalDate before = LocalDate.now(ZoneOffset.UTC);
    assertThat(sendToFi()).as(err.toString()).isEqualTo(75);
    try (ReportStore store = store()) {
      List<PolicyResults> counted = new ArrayList<>(store.results(new ReportDay(FI, before)));
      counted.addAll(store.results(new ReportDay(FI, before.plusDays(1))));
      assertThat(counted)
          .singleElement()
          .satisfies(
              results ->
                  assertThat(results.failures().get(0).type())
                      .isEqualTo(ResultType.STS_POLICY_FETCH_ERROR));
    }
  }

  private int sendToFi() throws IOException {
    dns.mx("fi.example", 10, "mx.fi.example")
        .address("mx.fi.example", "10.0.0.1")
        .txt("_mta-sts.fi.example", "v=STSv1; id=1;")
        .address("mta-sts.fi.example", "10.0.0.1");
    Path message = Files.writeString(directory.resolve("m.eml"), "Subject: x\n\nbody\n");
    return run(
        "send",
        "--mta-sts",
        "--from",
        "a@bank.example",
        "--to",
        "b@fi.example",
        message.toString());
  }
}
