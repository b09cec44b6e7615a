package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.testkit.ca.PemFiles;
import org.enforcedtls.testkit.ca.TestCertificate;

/**
 * MX hosts in signed zones: one Postfix that shows each of them another certificate, by SNI, and
 * one that offers no STARTTLS.
 */
final class DaneHosts implements AutoCloseable {
  private static final String SERVED = "static:all";

  private final Path directory;
  private final Map<String, PemFiles> certificates = new LinkedHashMap<>();
  private final String address = LoopbackAddress.withFreePort25();
  private final String clearAddress = LoopbackAddress.withFreePort25();
  private final List<PostfixMx> started = new ArrayList<>();

  DaneHosts(Path directory) {
    this.directory = directory;
  }

  /** Where all hosts are. */
  String address() {
    return address;
  }

  /** Where the host is that offers no STARTTLS. */
  String clearAddress() {
    return clearAddress;
  }

  /** What to present to who looks for a host of that name. */
  void certificate(String host, TestCertificate certificate) throws IOException {
    Path home = Files.createDirectories(directory.resolve("certificates").resolve(host));
    certificates.put(host, certificate.writePem(home));
  }

  /** Starts both; who names no host, or one that has no certificate, is shown this one. */
  void start(TestCertificate other) throws IOException, InterruptedException {
    StringBuilder map = new StringBuilder();
    certificates.forEach(
        (host, pem) -> map.append("%s %s, %s%n".formatted(host, pem.privateKey(), pem.chain())));
    Path names = Files.writeString(directory.resolve("names"), map);
    start("tls", address, other, Map.of("tls_server_sni_maps", "texthash:" + names));
    start("clear", clearAddress, other, Map.of("smtpd_tls_security_level", "none"));
  }

  private void start(
      String name, String where, TestCertificate certificate, Map<String, String> changes)
      throws IOException, InterruptedException {
    started.add(
        PostfixMx.start(
            Files.createDirectory(directory.resolve(name)),
            new PostfixMx.Place(name + ".postfix.example", where, SERVED),
            certificate,
            changes));
  }

  @Override
  public void close() throws IOException {
    for (PostfixMx postfix : started) {
      postfix.close();
    }
  }
}
