package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.interop.PostfixScene.FIRST;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged command against Debian's Postfix. */
class PostfixIT {
  private static final String SECOND = "mx2.fi.example";

  /** Lines that begin with dots, the longest that is allowed, 8-bit text, an empty last line. */
  private static final byte[] MESSAGE =
      ("From: <reports@bank.example>\nTo: <inbox@fi.example>\nSubject: test\n"
              + "Message-ID: <1@bank.example>\nDate: Tue, 24 Nov 2026 10:00:00 +0100\n"
              + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
              + "Content-Transfer-Encoding: 8bit\n\n"
              + ".\n..\n.a dot first\n"
              + "x".repeat(998)
              + "\nåäö €\n\nlast but one\n\n")
          .getBytes(UTF_8);

  @TempDir private Path directory;

  private final String secondAddress = LoopbackAddress.withFreePort25();
  private PostfixScene scene;

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @BeforeEach
  void start() {
    scene = new PostfixScene(directory);
  }

  @AfterEach
  void stop() throws Exception {
    scene.close();
  }

  @Test
  void messageArrivesAsItWasAndPostfixSawWhatTheReportSays() throws Exception {
    PostfixMx postfix = scene.first(scene.ca().issue(FIRST), Map.of());

    CommandLineRun run = send();

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(withoutTrace(postfix.awaitMessage())).isEqualTo(new String(MESSAGE, ISO_8859_1));
    JsonNode attempt = run.onlyRecipient().get("attempts").get(0);
    assertThat(attempt.get("address").asText()).isEqualTo(scene.firstAddress());
    assertThat(attempt.get("tls").get("anchor").asText()).contains("Interop CA");
    assertThat(attempt.get("tls").get("matchedName").asText()).isEqualTo(FIRST);
    Matcher logged =
        Pattern.compile("TLS connection established from .*: (\\S+) with cipher (\\S+)")
            .matcher(postfix.logText());
    assertThat(logged.find()).as(postfix.logText()).isTrue();
    assertThat(attempt.get("tls").get("protocol").asText()).isEqualTo(logged.group(1));
    assertThat(attempt.get("tls").get("opensslName").asText()).isEqualTo(logged.group(2));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          EXPIRED,         certificate-expired
          NOT_YET_VALID,   certificate-not-yet-valid
          WRONG_NAME,      certificate-name-mismatch
          SELF_SIGNED,     certificate-untrusted
          UNAPPROVED_CA,   certificate-untrusted
          RSA_1024,        certificate-weak-key
          SHA1_SIGNED,     certificate-weak-signature
          NOT_FOR_SERVERS, certificate-unsuitable
          """)
  void badCertificateHoldsTheMailAndNoMailCommandIsSent(BadCertificate fault, String code)
      throws Exception {
    PostfixMx postfix = scene.first(fault.issue(scene.ca(), FIRST), Map.of());
    assertHeld(postfix, send(), code);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          none, -,            starttls-not-offered
          may,  NULL,         tls-handshake-failed
          may,  3DES,         tls-handshake-failed
          may,  RC4,          tls-handshake-failed
          may,  AECDH:ADH,    tls-handshake-failed
          """)
  void serverWithoutUsableTlsHoldsTheMail(String level, String suites, String code)
      throws Exception {
    Map<String, String> changes =
        suites == null
            ? Map.of("smtpd_tls_security_level", level)
            : Map.of(
                "smtpd_tls_ciphers", "medium",
                "smtpd_tls_protocols", "TLSv1.2",
                "tls_medium_cipherlist", suites + ":@SECLEVEL=0");
    TestCertificate certificate = scene.ca().certificate(FIRST).rsa(2048).issue();
    PostfixMx postfix = scene.first(certificate, changes);
    assertHeld(postfix, send(), code);
  }

  @Test
  void firstHostDownTheSecondAcceptsAndBothAreInTheReport() throws Exception {
    scene.mx(20, SECOND, secondAddress);
    PostfixMx second = scene.postfix(SECOND, secondAddress, scene.ca().issue(SECOND), Map.of());

    CommandLineRun run = send();

    assertThat(run.exitCode()).as(run.out()).isZero();
    second.awaitMessage();
    JsonNode attempts = run.onlyRecipient().get("attempts");
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(0).get("cause").get("code").asText()).isEqualTo("connect-failed");
    assertThat(attempts.get(1).get("cause").isNull()).isTrue();
  }

  @Test
  void firstHostWithABadCertificateTheSecondAccepts() throws Exception {
    scene.mx(20, SECOND, secondAddress);
    PostfixMx first = scene.first(BadCertificate.EXPIRED.issue(scene.ca(), FIRST), Map.of());
    PostfixMx second = scene.postfix(SECOND, secondAddress, scene.ca().issue(SECOND), Map.of());

    CommandLineRun run = send();

    assertThat(run.exitCode()).as(run.out()).isZero();
    second.awaitMessage();
    assertThat(first.messages()).isEmpty();
    JsonNode attempts = run.onlyRecipient().get("attempts");
    assertThat(attempts.get(0).get("cause").get("code").asText()).isEqualTo("certificate-expired");
    assertThat(attempts.get(1).get("mxHost").asText()).isEqualTo(SECOND);
  }

  @Test
  void allHostsBadEveryFindingIsListed() throws Exception {
    scene.mx(20, SECOND, secondAddress);
    TestCertificate expiredAndMisnamed = scene.ca().certificate("other.example").expired().issue();
    PostfixMx first = scene.first(expiredAndMisnamed, Map.of());
    PostfixMx second =
        scene.postfix(
            SECOND, secondAddress, BadCertificate.SELF_SIGNED.issue(scene.ca(), SECOND), Map.of());

    CommandLineRun run = send();

    assertThat(run.exitCode()).as(run.out()).isEqualTo(75);
    JsonNode attempts = run.onlyRecipient().get("attempts");
    assertThat(attempts.get(0).get("causes").findValuesAsText("code"))
        .contains("certificate-expired", "certificate-name-mismatch");
    assertThat(attempts.get(1).get("causes").findValuesAsText("code"))
        .contains("certificate-untrusted");
    assertThat(first.messages()).isEmpty();
    assertThat(second.messages()).isEmpty();
  }

  private static void assertHeld(PostfixMx postfix, CommandLineRun run, String code)
      throws IOException {
    assertThat(run.exitCode()).as(run.out()).isEqualTo(75);
    JsonNode recipient = run.onlyRecipient();
    assertThat(recipient.get("conclusion").asText()).isEqualTo("transient");
    assertThat(recipient.get("cause").get("code").asText()).as(run.out()).isEqualTo(code);
    assertThat(postfix.messages()).isEmpty();
    // The log has each command; an EHLO in it shows that it would have had MAIL as well.
    assertThat(postfix.logText()).contains(": EHLO ").doesNotContain("MAIL FROM");
  }

  private CommandLineRun send() throws IOException, InterruptedException {
    return scene.send(List.of(), MESSAGE);
  }

  /** What stands below the fields that Postfix puts before the message. */
  private static String withoutTrace(byte[] message) {
    String text = new String(message, ISO_8859_1);
    return text.substring(text.indexOf("From: <reports@bank.example>"));
  }
}
