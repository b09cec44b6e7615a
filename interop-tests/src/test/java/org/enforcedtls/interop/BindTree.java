package org.enforcedtls.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;

/**
 * A DNS of its own: a signed root, the zones below it, a {@code named} that has them all, and a
 * second one that validates and asks the first.
 */
final class BindTree implements AutoCloseable {
  private final BindServer authority;
  private final BindServer resolver;
  private final Path anchor;

  private BindTree(BindServer authority, BindServer resolver, Path anchor) {
    this.authority = authority;
    this.resolver = resolver;
    this.anchor = anchor;
  }

  static void assumeBind() {
    assumeTrue(
        BindServer.isInstalled(),
        "SKIPPED, NOTHING WAS PROVED: no BIND (packages bind9 and bind9-utils) is installed");
  }

  /** Signs and serves zones; the root is made, and each zone is delegated to by the one above. */
  static BindTree start(Path directory, BindZone... zones)
      throws IOException, InterruptedException {
    BindZone root = new BindZone(".", BindZone.Signing.NSEC).add("ns A 127.0.0.1");
    List<BindZone> all = new ArrayList<>(Arrays.asList(zones));
    all.add(root);
    for (BindZone zone : zones) {
      parent(zone, all).add(zone.apex() + " NS ns");
    }
    BindSigner signer = new BindSigner(Files.createDirectory(directory.resolve("zones")));
    signer.sign(all);
    BindServer authority =
        BindServer.start(
            Files.createDirectory(directory.resolve("authority")),
            "recursion no;\ndnssec-validation no;",
            all.stream().map(zone -> statement(zone, signer)).collect(Collectors.joining()));
    try {
      Path anchor = signer.anchor();
      return new BindTree(authority, resolver(directory, authority, anchor), anchor);
    } catch (IOException | RuntimeException e) {
      authority.close();
      throw e;
    }
  }

  private static BindZone parent(BindZone zone, List<BindZone> all) {
    return all.stream()
        .filter(zone::isBelow)
        .max((a, b) -> Integer.compare(a.apex().length(), b.apex().length()))
        .orElseThrow();
  }

  private static String statement(BindZone zone, BindSigner signer) {
    return "zone \"%s\" { type primary; file \"%s\"; };%n"
        .formatted(zone.apex(), signer.file(zone));
  }

  private static BindServer resolver(Path directory, BindServer authority, Path anchor)
      throws IOException {
    String[] ds = Files.readString(anchor).strip().split("\\s+DS\\s+", 2)[1].split("\\s+", 4);
    String options =
        """
        recursion yes;
        dnssec-validation yes;
        forward only;
        forwarders { 127.0.0.1 port %d; };"""
            .formatted(authority.address().getPort());
    String trust =
        "trust-anchors { \".\" static-ds %s %s %s \"%s\"; };"
            .formatted(ds[0], ds[1], ds[2], ds[3].replaceAll("\\s", ""));
    return BindServer.start(Files.createDirectory(directory.resolve("resolver")), options, trust);
  }

  /** Where the resolver is to be asked. */
  InetSocketAddress resolver() {
    return resolver.address();
  }

  /** This process validates, from the key of the root. */
  DnssecPosture validating() throws IOException {
    return DnssecPosture.validating(DnssecAnchors.fromFile(anchor));
  }

  /** A client of the resolver. */
  DnsClient client(DnssecPosture posture) {
    return DnsClient.builder().resolvers(List.of(resolver())).dnssec(posture).build();
  }

  @Override
  public void close() {
    resolver.close();
    authority.close();
  }
}
