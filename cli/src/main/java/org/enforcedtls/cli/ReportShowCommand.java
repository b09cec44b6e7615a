package org.enforcedtls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.enforcedtls.reporting.report.MalformedReportException;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.report.TlsReportReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls report show}: what one report says. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints a TLS report that somebody sent: JSON, or JSON in gzip.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all sessions were secured",
      "1:some were not",
      "65:it is no report",
      "78:the file cannot be read"
    })
final class ReportShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private ReportCommand parent;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Standard input unless given.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init")
  ReportShowCommand() {}

  @Override
  public Integer call() {
    TlsReport report;
    try {
      report = read();
    } catch (MalformedReportException e) {
      spec.commandLine().getErr().println("enforced-tls: " + where() + ": " + e.getMessage());
      return ExitCode.MESSAGE;
    } catch (IOException e) {
      throw new ConfigurationException(
          "expected a report that can be read, found " + where() + ": " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(ReportText.json(report).text());
    } else {
      ReportText.lines(report).forEach(out::println);
    }
    out.flush();
    return report.failedSessions() == 0 ? ExitCode.ACCEPTED : ExitCode.FINDINGS;
  }

  private TlsReport read() throws IOException {
    if (file == null) {
      return new TlsReportReader().read(System.in);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new TlsReportReader().read(in);
    }
  }

  private String where() {
    return file == null ? "standard input" : file.toString();
  }
}
