package org.enforcedtls.sidebyside.harness;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What makes a Postfix send to the sink, verify the certificate and check its name. */
final class PostfixSettings {
  static final String QUEUE_MANAGER = "qmgr unix n - n 300 1 qmgr\n";

  private PostfixSettings() {}

  static String main(Path home, Work work) {
    return """
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
        smtpd_peername_lookup = no
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_client_connection_count_limit = 0
        in_flow_delay = 0
        message_size_limit = 200000000
        delay_logging_resolution_limit = 6
        transport_maps = texthash:%1$s/etc/transport
        smtp_tls_policy_maps = texthash:%1$s/etc/tls
        smtp_tls_security_level = secure
        smtp_tls_CAfile = %1$s/ca.pem
        smtp_tls_mandatory_protocols = >=TLSv1.3
        smtp_tls_connection_reuse = yes
        initial_destination_concurrency = %2$d
        smtp_destination_concurrency_limit = %2$d
        """
        // As with the others: all workers on the one domain, or each on a domain of its own.
        .formatted(home, work.domains() == 1 ? work.workers() : 1);
  }

  /** All but the queue manager: without it what comes in stays where it is. */
  static String services(int port, Work work) {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        smtp      unix  - - n - %d smtp
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
        .formatted(port, work.workers());
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
    return IntStream.range(0, work.domains())
        .mapToObj(line)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
