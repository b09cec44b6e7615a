package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enforcedtls.testkit.ca.PemFiles;
import org.enforcedtls.testkit.ca.TestCertificate;

/** What one Postfix presents to who looks for one host or another. */
final class SniCertificates {
  private final Path directory;
  private final Map<String, PemFiles> certificates = new LinkedHashMap<>();

  SniCertificates(Path directory) {
    this.directory = directory;
  }

  void add(String host, TestCertificate certificate) throws IOException {
    Path home = Files.createDirectories(directory.resolve("certificates").resolve(host));
    certificates.put(host, certificate.writePem(home));
  }

  /** The setting that names them all. */
  Map<String, String> setting() throws IOException {
    StringBuilder map = new StringBuilder();
    certificates.forEach(
        (host, pem) -> map.append("%s %s, %s%n".formatted(host, pem.privateKey(), pem.chain())));
    Path names = Files.writeString(directory.resolve("names"), map);
    PostfixMx.settle(names);
    return Map.of("tls_server_sni_maps", "texthash:" + names);
  }
}
