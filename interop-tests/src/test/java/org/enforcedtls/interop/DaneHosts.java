package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enforcedtls.testkit.ca.TestCertificate;

/**
 * MX hosts in signed zones: one Postfix that shows each of them another certificate, by SNI, and
 * one that offers no STARTTLS.
 */
final class DaneHosts implements AutoCloseable {
  private static final String SERVED = "static:all";

  private final Path directory;
  private final SniCertificates certificates;
  private final String address = LoopbackAddress.withFreePort25();
  private final String clearAddress = LoopbackAddress.withFreePort25();
  private final List<PostfixMx> started = new ArrayList<>();

  DaneHosts(Path directory) {
    this.directory = directory;
    this.certificates = new SniCertificates(directory);
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
    certificates.add(host, certificate);
  }

  /** Starts both; who names no host, or one that has no certificate, is shown this one. */
  void start(TestCertificate other) throws IOException, InterruptedException {
    start("tls", address, other, certificates.setting());
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
