package org.enforcedtls.policy.mtasts;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.LookupFault;
import org.enforcedtls.dns.MxRecord;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.dns.TxtRecord;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.policy.PolicyFinding;

/** A policy domain as DNS and policy host show it, and a clock. */
final class ScriptedDomain implements DnsClient, PolicyFetcher, InstantSource {
  static final Domain DOMAIN = Domain.of("fi.example");
  static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
  static final PolicyFetch UNREACHABLE =
      new PolicyFetch.Failed(
          new PolicyFinding(PolicyFinding.Kind.STS_UNREACHABLE, "Connection refused"));

  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final List<List<PolicyFinding>> told = new CopyOnWriteArrayList<>();
  private volatile DnsAnswer<TxtRecord> txt = absent();
  private volatile PolicyFetch fetch = UNREACHABLE;
  private volatile Instant now = START;

  MtaStsSource source(PolicyCache cache) {
    return MtaStsSource.builder(this, this)
        .cache(cache)
        .clock(this)
        .listener((domain, findings) -> told.add(findings))
        .build();
  }

  ScriptedDomain announces(String... records) {
    List<TxtRecord> all = new ArrayList<>();
    for (String record : records) {
      all.add(new TxtRecord(record));
    }
    txt =
        new DnsAnswer.Records<>(
            all, DOMAIN, DnssecState.UNCHECKED, Duration.ofMinutes(3), List.of());
    return this;
  }

  ScriptedDomain announcesNothing() {
    txt = absent();
    return this;
  }

  private static DnsAnswer<TxtRecord> absent() {
    return new DnsAnswer.NameNotFound<>(DnssecState.UNCHECKED, Duration.ofMinutes(3));
  }

  ScriptedDomain dnsFails() {
    txt = new DnsAnswer.LookupFailed<>(LookupFault.SERVER_FAILURE, "SERVFAIL of _mta-sts");
    return this;
  }

  ScriptedDomain serves(String mode, int maxAgeSeconds) {
    fetch =
        new PolicyFetch.Fetched(
            "version: STSv1\nmode: " + mode + "\nmx: mx.fi.example\nmax_age: " + maxAgeSeconds);
    return this;
  }

  ScriptedDomain serves(PolicyFetch other) {
    fetch = other;
    return this;
  }

  ScriptedDomain passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  int fetches() {
    return fetches.get();
  }

  int lookUps() {
    return lookUps.get();
  }

  List<List<PolicyFinding>> told() {
    return told;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public PolicyFetch fetch(Domain policyDomain) {
    fetches.incrementAndGet();
    return fetch;
  }

  @Override
  public DnsAnswer<TxtRecord> txt(UnderscoredName name) {
    lookUps.incrementAndGet();
    if (!name.toString().equals("_mta-sts.fi.example")) {
      throw new AssertionError("only its own domain is asked for, not " + name);
    }
    return txt;
  }

  @Override
  public DnsAnswer<MxRecord> mx(Domain domain) {
    throw new AssertionError("not asked for MX");
  }

  @Override
  public DnsAnswer<InetAddress> addresses(Domain host) {
    throw new AssertionError("not asked for addresses");
  }

  @Override
  public DnsAnswer<TlsaRecord> tlsa(UnderscoredName name) {
    throw new AssertionError("not asked for TLSA");
  }
}
