package org.enforcedtls.internal.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.dns.MxRecord;
import org.enforcedtls.dns.MxSet;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.policy.EffectivePolicy;

/** Finds the MX hosts of a domain (RFC 5321 §5.1). Safe for use by several threads at once. */
public final class RouteFinder {
  private final DnsClient dns;
  private final Optional<Domain> ownName;
  private final Random random;

  /**
   * Finds routes by these means.
   *
   * @param dns is asked for MX records
   * @param ownName what this host calls itself; it never sends mail to itself
   * @param random shuffles hosts of equal preference
   */
  public RouteFinder(DnsClient dns, Domain ownName, Random random) {
    this(dns, Optional.of(ownName), random);
  }

  private RouteFinder(DnsClient dns, Optional<Domain> ownName, Random random) {
    this.dns = dns;
    this.ownName = ownName;
    this.random = random;
  }

  /**
   * The same for routes that nothing is sent on: this host is then one like others.
   *
   * @return a copy that finds no mail loops
   */
  public RouteFinder withoutLoops() {
    return new RouteFinder(dns, Optional.empty(), random);
  }

  /**
   * Finds the route of a domain. Blocking.
   *
   * @param domain the recipient domain
   * @param policy may list the hosts itself
   * @return the hosts, admitted by the policy or not, or why there are none
   */
  public Route routeOf(Domain domain, EffectivePolicy policy) {
    Optional<List<Domain>> listed = policy.listedHosts();
    if (listed.isPresent()) {
      return new Route.Hosts(
          listed.get().stream().map(host -> new MxHost(0, host)).toList(),
          domain,
          DnssecState.SECURE);
    }
    DnsAnswer<MxRecord> answer = dns.mx(domain);
    if (answer instanceof DnsAnswer.LookupFailed<MxRecord> failed) {
      return noRoute(RouteProblem.mayHeal("4.3", DnsCauses.unavailable("MX", domain, failed)));
    }
    if (answer instanceof DnsAnswer.NameNotFound) {
      return noRoute(
          RouteProblem.certain(
              "1.2",
              Cause.of(CauseCode.DNS_NOT_FOUND, "the domain " + domain + " does not exist")));
    }
    return answer instanceof DnsAnswer.Records<MxRecord> found
        ? explicitMx(domain, found)
        : implicitMx(domain, answer.dnssec());
  }

  /** RFC 5321 §5.1: a domain without MX records is its own MX host. */
  private Route implicitMx(Domain domain, DnssecState dnssec) {
    return isOwn(domain)
        ? noRoute(loop(domain))
        : new Route.Hosts(List.of(new MxHost(0, domain)), domain, dnssec);
  }

  private Route explicitMx(Domain domain, DnsAnswer.Records<MxRecord> found) {
    MxSet set = MxSet.of(found.records());
    if (set.isNullMx()) {
      return noRoute(
          RouteProblem.certain(
              "1.10", Cause.of(CauseCode.NULL_MX, "the domain " + domain + " takes no mail")));
    }
    List<MxHost> hosts = set.hosts(random);
    if (hosts.isEmpty()) {
      return noRoute(
          RouteProblem.certain(
              "4.4",
              Cause.of(
                  CauseCode.NO_ADDRESS, "no MX record of " + domain + " names a host: " + set)));
    }
    List<MxHost> better = betterThanOurselves(hosts);
    return better.isEmpty()
        ? noRoute(loop(domain))
        : new Route.Hosts(better, found.canonicalName(), found.dnssec());
  }

  /** RFC 5321 §5.1: hosts no better than this one would send the mail back. */
  private List<MxHost> betterThanOurselves(List<MxHost> hosts) {
    int own = Integer.MAX_VALUE;
    for (MxHost host : hosts) {
      if (isOwn(host.name())) {
        own = Math.min(own, host.preference());
      }
    }
    List<MxHost> better = new ArrayList<>();
    for (MxHost host : hosts) {
      if (host.preference() < own) {
        better.add(host);
      }
    }
    return better;
  }

  private boolean isOwn(Domain host) {
    return ownName.filter(host::equals).isPresent();
  }

  private RouteProblem loop(Domain domain) {
    return RouteProblem.certain(
        "4.6",
        Cause.of(
            CauseCode.MAIL_LOOP,
            "the best MX host of " + domain + " is this host, " + ownName.orElseThrow()));
  }

  private static Route noRoute(RouteProblem problem) {
    return new Route.NoRoute(problem);
  }
}
