package org.enforcedtls.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.policyfile.PartnerFile;
import org.enforcedtls.policyfile.PartnerFileListener;
import org.enforcedtls.policyfile.PartnerFileSource;
import org.enforcedtls.policyfile.PartnerFileSourceBuilder;
import org.enforcedtls.policyfile.PolicyLint;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The global options: by which a client is made, and how is reported. */
final class ClientOptions {
  @Option(
      names = "--ehlo",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "What this host calls itself; its fully qualified name unless given.")
  private @Nullable String ehlo;

  @Option(
      names = "--policy",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The partner table (YAML): what each partner's domain demands.")
  private @Nullable Path policy;

  @Option(
      names = "--mta-sts",
      scope = ScopeType.INHERIT,
      description =
          "Go by the policies that recipient domains publish by MTA-STS, beside those of --policy.")
  private boolean mtaSts;

  @Option(
      names = "--mta-sts-cache",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "Where policies of MTA-STS are remembered; unless given, only while the command runs, so"
              + " that who can block their fetch can do away with them.")
  private @Nullable Path mtaStsCache;

  @Option(
      names = "--trust-anchors",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "The approved CAs: certdata.txt, PEM or PKCS12 without password; those of the Java"
              + " runtime unless given.")
  private @Nullable Path trustAnchors;

  @Mixin private SectorListOptions sectorLists = new SectorListOptions();

  @Mixin private DnsOptions dns = new DnsOptions();

  @Mixin private TlsReportOptions reports = new TlsReportOptions();

  @Option(
      names = "--allow-address",
      scope = ScopeType.INHERIT,
      paramLabel = "CIDR",
      description =
          "Allow MX hosts in an address range that is refused because it points inwards, such as"
              + " 127.0.0.0/8; repeatable.")
  private List<String> allowedAddresses = List.of();

  @Option(
      names = "--engine",
      scope = ScopeType.INHERIT,
      paramLabel = "ENGINE",
      description =
          "What does TLS: jdk, bouncycastle (suites without forward secrecy on newer JDKs, hybrid"
              + " groups) or conscrypt (native: the same, and the cheapest handshakes); jdk unless"
              + " given.")
  private EngineName engine = EngineName.JDK;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "[STEP=]DURATION",
      description =
          "How long each step may take (30s, 5m), or one of: connect, greeting, ehlo, starttls,"
              + " mail, rcpt, data, block, final, quit; repeatable. As in RFC 5321 unless given.")
  private List<String> timeouts = List.of();

  @Option(
      names = "--deadline",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long the whole delivery may take; 30m unless given.")
  private @Nullable Duration deadline;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the outcomes as JSON.")
  private boolean json;

  private @Nullable PolicyCache remembered;

  ClientOptions() {}

  boolean wantsJson() {
    return json;
  }

  TlsReportOptions reports() {
    return reports;
  }

  EnforcedTlsClient client() {
    return client(partnerTable(), trustAnchors());
  }

  /** A client for a partner table and CAs that were read before. */
  EnforcedTlsClient client(Optional<? extends PolicySource> partners, TrustAnchors anchors) {
    try {
      EnforcedTlsClientBuilder builder =
          EnforcedTlsClient.builder(ehloName().toString())
              .timeouts(TimeoutText.parse(timeouts))
              .tlsEngine(engine.engine())
              .trustAnchors(anchors)
              .addressFilter(addressFilter());
      sectorLists.joinedWith(partners).ifPresent(builder::policies);
      dns.apply(builder);
      policyCache().ifPresent(builder::mtaSts);
      reports.apply(builder);
      if (deadline != null) {
        builder.deadline(deadline);
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw unusable(e);
    }
  }

  /** The partner table as a file that can be read again; empty if none was named. */
  Optional<PartnerFileSource> partnerFile(Optional<Duration> watch, PartnerFileListener listener) {
    if (policy == null) {
      return Optional.empty();
    }
    try {
      PartnerFileSourceBuilder source = PartnerFileSource.builder(policy).listener(listener);
      watch.ifPresent(source::checkInterval);
      return Optional.of(source.open());
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** One for all clients of a process, so that a client that takes over forgets nothing. */
  private Optional<PolicyCache> policyCache() {
    if (!mtaSts && mtaStsCache != null) {
      throw new IllegalArgumentException("--mta-sts-cache: expected --mta-sts with it, found none");
    }
    if (mtaSts && remembered == null) {
      remembered = newPolicyCache();
    }
    return Optional.ofNullable(remembered);
  }

  private PolicyCache newPolicyCache() {
    try {
      return mtaStsCache == null ? PolicyCache.inMemory() : PolicyCache.inDirectory(mtaStsCache);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Where policies of MTA-STS are remembered. */
  Optional<Path> mtaStsCache() {
    return Optional.ofNullable(mtaStsCache);
  }

  /** The partner table; empty if none was named. */
  Optional<PartnerTable> partnerTable() {
    try {
      return policy == null ? Optional.empty() : Optional.of(PartnerFile.load(policy));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** All rows that are known: of the partner table, then of the sector lists. */
  List<PartnerRow> knownRows() {
    try {
      return Stream.concat(
              partnerTable().stream().flatMap(table -> table.rows().stream()),
              sectorLists.rows().stream())
          .toList();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The sector lists, as they were named. */
  List<Path> sectorListFiles() {
    return sectorLists.files();
  }

  /** What is wrong with policies that are in use, such as the age of a list. */
  List<String> policyProblems() {
    return sectorLists.problems();
  }

  /** The approved CAs: those of the file named, else those of the Java runtime. */
  TrustAnchors trustAnchors() {
    try {
      return trustAnchors == null ? TrustAnchors.jdk() : trustAnchorsOf(trustAnchors);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** A lint that knows what a client would be made of. */
  PolicyLint lint(Instant at) {
    try {
      Set<MxAuthentication> proofs = EnumSet.noneOf(MxAuthentication.class);
      if (dns.isDaneWanted()) {
        proofs.add(MxAuthentication.DNSSEC);
      }
      if (mtaSts) {
        proofs.add(MxAuthentication.MTA_STS);
      }
      PolicyLint.Builder lint =
          PolicyLint.builder(at)
              .tlsEngine(engine.engine())
              .addressFilter(addressFilter())
              .proofs(proofs);
      return trustAnchors == null
          ? lint.platformTrustAnchors(trustAnchors()).build()
          : lint.trustAnchors(trustAnchors()).build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw unusable(e);
    }
  }

  private AddressFilter addressFilter() {
    return AddressFilter.publicOnly()
        .allowing(allowedAddresses.stream().map(AddressRange::of).toList());
  }

  /** The partner table's file; empty if none was named. */
  Optional<Path> policyFile() {
    return Optional.ofNullable(policy);
  }

  /** The approved CAs of a file. */
  static TrustAnchors trustAnchorsOf(Path file) {
    try {
      return TrustAnchors.fromFile(file);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static ConfigurationException unusable(Exception e) {
    return new ConfigurationException(String.valueOf(e.getMessage()), e);
  }

  /** What this host calls itself. */
  Domain ehloName() {
    try {
      return Domain.of(ehlo != null ? ehlo : InetAddress.getLocalHost().getCanonicalHostName());
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }
}
