package org.enforcedtls.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.SenderReadiness;
import picocli.CommandLine.Option;

/** What a check looks at. */
final class CheckScope {
  @Option(
      names = "--probe",
      description =
          "See on further connections whether the hosts would take what no delivery offers: TLS 1.0"
              + " and 1.1, and suites below the floor.")
  private boolean probe;

  @Option(
      names = "--self",
      description =
          "Look at our own side: what others look up of this host, its EHLO name and the names of"
              + " its addresses; the domains, if any, are our own, and this host may be their MX"
              + " host.")
  private boolean self;

  @Option(
      names = "--self-address",
      paramLabel = "ADDRESS",
      description =
          "With --self: an address that mail leaves from, as the world sees it; repeatable. Those of"
              + " the EHLO name unless given.")
  private List<String> selfAddresses = List.of();

  CheckScope() {}

  boolean isOfOurOwn() {
    return self;
  }

  PreflightRequest of(PreflightRequest request) {
    PreflightRequest sided = self ? request.ofOurOwn() : request;
    return probe ? sided.withWeakOffers() : sided;
  }

  /** Empty unless our own side is looked at. */
  Optional<SenderReadiness> sender(EnforcedTlsClient client, ReadinessRules rules) {
    return self ? Optional.of(rules.judge(client.senderIdentity(sendingFrom()))) : Optional.empty();
  }

  /**
   * The addresses that mail leaves from.
   *
   * @throws IllegalArgumentException if one is none, or there are some and nobody asked
   */
  List<InetAddress> sendingFrom() {
    if (!self && !selfAddresses.isEmpty()) {
      throw new IllegalArgumentException("--self-address: expected --self with it, found none");
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : selfAddresses) {
      addresses.add(address(text));
    }
    return addresses;
  }

  /** Nothing is looked up: a range of one address is an address as it is written. */
  private static InetAddress address(String text) {
    try {
      AddressRange.of(text + (text.contains(":") ? "/128" : "/32"));
      return InetAddress.getByName(text);
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--self-address: expected an IP address such as 192.0.2.7, found \"" + text + '"', e);
    }
  }
}
