package org.enforcedtls.interop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.jspecify.annotations.Nullable;

/**
 * MX hosts of all kinds, by one Postfix: each {@link CheckService} at an address of its own, and
 * each host presents a certificate of its own.
 */
final class CheckHosts implements AutoCloseable {
  private final Path directory;
  private final SniCertificates certificates;
  private final Map<CheckService, String> addresses = new EnumMap<>(CheckService.class);
  private @Nullable PostfixMx postfix;

  CheckHosts(Path directory) {
    this.directory = directory;
    this.certificates = new SniCertificates(directory);
    for (CheckService service : CheckService.values()) {
      addresses.put(service, LoopbackAddress.withFreePort25());
    }
  }

  String address(CheckService service) {
    return requireNonNull(addresses.get(service), "address");
  }

  void certificate(String host, TestCertificate certificate) throws IOException {
    certificates.add(host, certificate);
  }

  /** Starts them; who names no host that has a certificate is shown this one. */
  void start(TestCertificate other) throws IOException, InterruptedException {
    List<PostfixService> others = new ArrayList<>();
    addresses.forEach(
        (service, address) -> {
          if (service != CheckService.GOOD) {
            others.add(new PostfixService(address, service.settings()));
          }
        });
    Map<String, String> settings = new HashMap<>(certificates.setting());
    // As shipped, it would take TLSv1 and anonymous suites of whoever offers nothing better.
    settings.put("smtpd_tls_protocols", ">=TLSv1.2");
    settings.put("smtpd_tls_exclude_ciphers", "aNULL");
    // Nor are there messages about what is broken on purpose.
    settings.put("notify_classes", "");
    postfix =
        PostfixMx.start(
            Files.createDirectory(directory.resolve("postfix")),
            new PostfixMx.Place(
                "postfix.example", address(CheckService.GOOD), "static:all", others),
            other,
            settings);
  }

  /** How many messages have arrived, once there are at least so many. */
  int awaitMessages(int number) throws IOException {
    PostfixMx running = requireNonNull(postfix, "postfix");
    running.awaitMessages(number);
    return running.messages().size();
  }

  @Override
  public void close() throws IOException {
    if (postfix != null) {
      postfix.close();
    }
  }
}
