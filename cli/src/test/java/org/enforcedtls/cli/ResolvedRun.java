package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.testkit.dns.TestDns;

/** Runs of the command by a host that is called {@code mail.bank.example} and has one resolver. */
final class ResolvedRun {
  private ResolvedRun() {}

  /** The exit code. */
  static int of(
      TestDns dns, StringWriter out, StringWriter err, List<String> command, String... arguments) {
    List<String> network =
        List.of(
            "--ehlo",
            "mail.bank.example",
            "--resolver",
            "127.0.0.1:" + dns.socketAddress().getPort());
    String[] all =
        Stream.of(command, network, List.of(arguments))
            .flatMap(List::stream)
            .toArray(String[]::new);
    return EnforcedTls.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
