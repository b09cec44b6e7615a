package org.enforcedtls.policyfile;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAdmission.RouteSource;
import org.enforcedtls.policy.MxPattern;

/** Reads which MX hosts a row admits and how they are found. For one thread. */
final class MxReader {
  private final YamlBlock row;
  private final Problems problems;
  private final Map<MxPattern, Host> hosts = new LinkedHashMap<>();

  private record Host(Place place, AdmittedMx mx) {}

  private MxReader(YamlBlock row) {
    this.row = row;
    this.problems = row.problems();
  }

  static MxAdmission read(YamlBlock row) {
    return new MxReader(row).admission();
  }

  private MxAdmission admission() {
    for (YamlNode item : row.oneOrMore("mx", "a list with at least one host")) {
      YamlBlock.of(item, Block.MX_HOST, problems).ifPresent(this::addHost);
    }
    boolean isBinding = row.isTrue("binding-addresses");
    boolean isListed =
        row.word("route", List.of(RouteSource.values()), MxReader::word)
            .filter(RouteSource.LISTED::equals)
            .isPresent();
    boolean canBind = !isBinding || allHostsHaveAddresses();
    boolean canList = !isListed || allHostsHaveOneName();
    if (hosts.isEmpty() || !canBind || !canList) {
      return MxAdmission.any();
    }
    MxAdmission admission = MxAdmission.only(hosts.values().stream().map(Host::mx).toList());
    admission = isBinding ? admission.withBindingAddresses() : admission;
    return isListed ? admission.dialledAsListed() : admission;
  }

  private static String word(RouteSource source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private void addHost(YamlBlock block) {
    Optional<MxPattern> pattern = block.value("host", "the name of an MX host", MxReader::pattern);
    List<InetAddress> addresses = block.values("addresses", "IP address", AddressText::parse);
    pattern
        .filter(p -> isReachable(p, block.placeOf("host")))
        .map(p -> AdmittedMx.of(p).withAddresses(addresses))
        .map(mx -> block.value("common-name", "one line of text", mx::withCommonName).orElse(mx))
        .ifPresent(mx -> hosts.put(mx.pattern(), new Host(block.place(), mx)));
  }

  /** Throws IllegalArgumentException if it is none. */
  static MxPattern pattern(String text) {
    if (AddressText.isAddress(text)) {
      throw new IllegalArgumentException(
          "expected the name of an MX host, found the IP address "
              + text
              + "; it belongs under addresses");
    }
    return MxPattern.of(text);
  }

  /** The first entry that matches a host counts, so a later one for the same host says nothing. */
  private boolean isReachable(MxPattern pattern, Place place) {
    Optional<Host> earlier =
        Stream.concat(Stream.of(pattern), wildcardOver(pattern).stream())
            .flatMap(p -> Optional.ofNullable(hosts.get(p)).stream())
            .findFirst();
    earlier.ifPresent(
        host ->
            problems.add(
                place,
                "host: "
                    + pattern
                    + " is admitted already by "
                    + host.mx().pattern()
                    + " at "
                    + problems.reference(host.place())
                    + ", which counts first"));
    return earlier.isEmpty();
  }

  private static Optional<MxPattern> wildcardOver(MxPattern pattern) {
    return pattern.host().flatMap(Domain::parent).map(parent -> MxPattern.of("*." + parent));
  }

  private boolean allHostsHaveAddresses() {
    return allHosts("binding-addresses", "addresses", mx -> !mx.addresses().isEmpty());
  }

  private boolean allHostsHaveOneName() {
    return allHosts("route", "a name without *", mx -> mx.pattern().host().isPresent());
  }

  /** Whether the hosts have what a key of the row needs of each of them. */
  private boolean allHosts(String key, String needed, Predicate<AdmittedMx> hasIt) {
    if (!row.has("mx")) {
      problems.add(row.placeOf(key), key + ": expected hosts under mx, found no mx");
    }
    List<Host> lacking = hosts.values().stream().filter(host -> !hasIt.test(host.mx())).toList();
    for (Host host : lacking) {
      problems.add(
          host.place(),
          key + ": expected " + needed + " for each MX host, found " + host.mx().pattern());
    }
    return lacking.isEmpty();
  }
}
