package org.enforcedtls.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnsClientBuilder;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.policy.dane.DaneUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The global options of the DNS: whom to ask, who checks signatures, and what they are for. */
final class DnsOptions {
  @Option(
      names = "--resolver",
      scope = ScopeType.INHERIT,
      paramLabel = "ADDRESS[:PORT]",
      converter = ResolverText.class,
      description = "Resolver to ask, repeatable; those of the system unless given.")
  private List<InetSocketAddress> resolvers = List.of();

  @Option(
      names = "--dane",
      scope = ScopeType.INHERIT,
      description =
          "Obey the TLSA records of MX hosts in signed zones. DNSSEC is checked here, from IANA's"
              + " trust anchors, unless one of the next two options says otherwise.")
  private boolean dane;

  @Option(
      names = "--dnssec-anchor",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Check DNSSEC here, from the DS and DNSKEY records of a file.")
  private @Nullable Path anchors;

  @Option(
      names = "--trusted-resolver",
      scope = ScopeType.INHERIT,
      description = "Let the resolver check DNSSEC; it has to be on this host.")
  private boolean trustedResolver;

  DnsOptions() {}

  /**
   * Gives a client its DNS.
   *
   * @throws IOException if the file of trust anchors cannot be read, or is malformed
   * @throws IllegalArgumentException if two options contradict each other
   */
  void apply(EnforcedTlsClientBuilder client) throws IOException {
    DnsClientBuilder dns = DnsClient.builder().dnssec(posture());
    if (!resolvers.isEmpty()) {
      dns.resolvers(resolvers);
    }
    client.dnsClient(dns.build()).dane(dane ? DaneUse.WHERE_PUBLISHED : DaneUse.OFF);
  }

  /** Whether TLSA records count, and with them signed MX records. */
  boolean isDaneWanted() {
    return dane;
  }

  private DnssecPosture posture() throws IOException {
    if (trustedResolver && anchors != null) {
      throw new IllegalArgumentException(
          "expected --dnssec-anchor or --trusted-resolver, found both: who is to check DNSSEC?");
    }
    if (trustedResolver) {
      return DnssecPosture.trustingLoopbackResolvers();
    }
    if (anchors != null) {
      return DnssecPosture.validating(DnssecAnchors.fromFile(anchors));
    }
    return dane ? DnssecPosture.validating(DnssecAnchors.iana()) : DnssecPosture.unchecked();
  }
}
