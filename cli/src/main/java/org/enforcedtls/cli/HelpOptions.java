package org.enforcedtls.cli;

import picocli.CommandLine.Option;

/** Help, for commands in which {@code -V} is taken: there it is what it is to sendmail. */
final class HelpOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it.
  private boolean help;

  HelpOptions() {}
}
