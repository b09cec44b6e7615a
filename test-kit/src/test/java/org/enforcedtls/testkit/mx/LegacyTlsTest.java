package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/**
 * What the JDK forbids is refused when the host is started, and can be had in a JVM that permits.
 */
@Timeout(60)
class LegacyTlsTest {
  private static final TestCa CA = TestCa.create("Test CA");

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1", "SSLv3"})
  void forbiddenProtocolIsRefusedBeforeTheFirstHandshake(String protocol) {
    ScriptedMxBuilder builder = ScriptedMx.builder().certificate(CA.issue("mx.test"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tlsProtocols(protocol, "TLSv1.2").start())
        .withMessageContaining("TLS protocol " + protocol)
        .withMessageContaining("-Djava.security.properties");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_RSA_WITH_NULL_SHA256",
        "TLS_ECDHE_RSA_WITH_RC4_128_SHA"
      })
  void forbiddenSuiteIsRefusedBeforeTheFirstHandshake(String suite) {
    ScriptedMxBuilder builder = ScriptedMx.builder().certificate(CA.issue("mx.test"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.cipherSuites(suite).start())
        .withMessageContaining("cipher suite of this JVM, found " + suite)
        .withMessageContaining("-Djava.security.properties");
  }

  @Test
  void suiteThatBelongsToNoneOfTheProtocolsIsRefused() {
    ScriptedMxBuilder builder =
        ScriptedMx.builder()
            .certificate(CA.issue("mx.test"))
            .tlsProtocols("TLSv1.3")
            .cipherSuites("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    assertThatIllegalArgumentException().isThrownBy(builder::start);
  }

  @Test
  void jvmThatPermitsThemNegotiatesOldProtocolsAndWeakSuites(@TempDir Path directory)
      throws Exception {
    List<String> asked =
        List.of(
            "TLSv1 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLSv1.1 SSL_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLSv1.2 TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLSv1.2 TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLSv1.2 TLS_RSA_WITH_NULL_SHA256");
    Path permitting = directory.resolve("permitting.security");
    Files.writeString(permitting, "jdk.tls.disabledAlgorithms=\n");

    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + permitting,
                "-cp",
                classPath(),
                LegacyTlsProbe.class.getName()));
    asked.forEach(each -> command.addAll(Arrays.asList(each.split(" ", -1))));
    Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(probe.waitFor()).as(printed).isZero();
    assertThat(printed.lines()).containsAll(asked);
  }

  private static String classPath() {
    return Stream.of(
            ScriptedMx.class,
            LegacyTlsProbe.class,
            X509v3CertificateBuilder.class,
            CMPCertificate.class,
            ASN1Object.class,
            Logger.class)
        .map(LegacyTlsTest::home)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The folder or jar of a class. */
  private static String home(Class<?> type) {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    String found = String.valueOf(type.getResource(name));
    String uri =
        found.startsWith("jar:")
            ? found.substring("jar:".length(), found.indexOf('!'))
            : found.substring(0, found.length() - name.length());
    return Path.of(URI.create(uri)).toString();
  }
}
