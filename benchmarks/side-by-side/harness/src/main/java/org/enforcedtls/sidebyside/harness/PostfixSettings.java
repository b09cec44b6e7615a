package org.enforcedtls.sidebyside.harness;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What makes a Postfix send to the sink, verify the certificate and check its name. */
final class PostfixSettings {
  static final String QUEUE_MANAGER = "qmgr unix n - n 300 1 qmgr\n";

  /** How it is used. */
  enum Manner {
    /** Only sending is measured, over as many connections as the others have. */
    DRAINED,
    /** Queue and all, with its own defaults where nothing else is needed. */
    AS_IT_COMES,
    /** Queue and all, as its own documentation advises for this load. */
    TUNED
  }

  private static final int TUNED_CONCURRENCY = 20;
  private static final String NEEDED =
      """
        compatibility_level = 3.6
        queue_directory = %1$s/spool
        data_directory = %1$s/data
        maillog_file = %1$s/maillog
        maillog_file_prefixes = %1$s
        myhostname = client.side.example
        mydestination =
        mynetworks = 127.0.0.0/8
        inet_protocols = ipv4
        inet_interfaces = 127.0.0.1
        smtpd_relay_restrictions = permit_mynetworks, reject
        message_size_limit = 200000000
        delay_logging_resolution_limit = 6
        transport_maps = texthash:%1$s/etc/transport
        smtp_tls_policy_maps = texthash:%1$s/etc/tls
        smtp_tls_security_level = secure
        smtp_tls_CAfile = %1$s/ca.pem
        smtp_tls_mandatory_protocols = >=TLSv1.3
        """;

  private PostfixSettings() {}

  static String main(Path home, Scenario scenario, Manner manner) {
    return NEEDED.formatted(home) + chosen(scenario, manner);
  }

  private static String chosen(Scenario scenario, Manner manner) {
    if (manner == Manner.AS_IT_COMES) {
      // Where nothing is sent yet it would slow down those who bring mail, for want of progress.
      return scenario.has(Scenario.Trait.HOLD_BACK) ? "in_flow_delay = 0\n" : "";
    }
    Work work = scenario.work();
    // Drained, as with the others: all workers on the one domain, or each on a domain of its own.
    int drained = work.domains() == 1 ? work.workers() : 1;
    return """
        smtpd_peername_lookup = no
        smtpd_client_connection_count_limit = 0
        in_flow_delay = 0
        smtp_tls_connection_reuse = yes
        initial_destination_concurrency = %1$d
        smtp_destination_concurrency_limit = %1$d
        """
        .formatted(manner == Manner.TUNED ? TUNED_CONCURRENCY : drained);
  }

  /** All but the queue manager: without it what comes in stays where it is. */
  static String services(int port, Work work, Manner manner) {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        smtp      unix  - - n - %s smtp
        tlsproxy  unix  - - n - 0 tlsproxy
        scache    unix  - - n - 1 scache
        cleanup   unix  n - n - 0 cleanup
        rewrite   unix  - - n - - trivial-rewrite
        bounce    unix  - - n - 0 bounce
        defer     unix  - - n - 0 bounce
        trace     unix  - - n - 0 bounce
        tlsmgr    unix  - - n 1000? 1 tlsmgr
        proxymap  unix  - - n - - proxymap
        error     unix  - - n - - error
        retry     unix  - - n - - error
        anvil     unix  - - n - 1 anvil
        postlog   unix-dgram n - n - 1 postlogd
        """
        .formatted(
            port,
            switch (manner) {
              case DRAINED -> work.workers();
              case AS_IT_COMES -> "-";
              case TUNED -> TUNED_CONCURRENCY;
            });
  }

  static String transports(Work work, int sinkPort) {
    return lines(work, d -> "d" + d + ".example smtp:" + nextHop(d, sinkPort));
  }

  static String tlsPolicies(Work work, int sinkPort) {
    return lines(work, d -> nextHop(d, sinkPort) + " secure match=" + Workshop.host(d));
  }

  private static String nextHop(int domain, int port) {
    return "[" + Workshop.address(domain) + "]:" + port;
  }

  private static String lines(Work work, IntFunction<String> line) {
    return IntStream.range(0, work.domains() + work.warmUpDomains())
        .mapToObj(line)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
