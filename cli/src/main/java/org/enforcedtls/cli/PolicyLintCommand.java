package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.policyfile.LintFinding;
import org.enforcedtls.policyfile.LintRule;
import org.enforcedtls.policyfile.PolicyLint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy lint}: what of a partner table will hurt later. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Looks through partner tables for what will hurt: rows that end, CAs that go, names that"
          + " nothing proves, contacts that nobody reaches, and more. It asks neither the DNS nor"
          + " any host. --trust-anchors, --engine, --allow-address, --dane and --mta-sts say what"
          + " mail is sent with."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was found",
      "1:there are findings",
      "64:usage",
      "78:a file cannot be read or is not understood, or the configuration is not usable"
    },
    footer = {
      "",
      "Example:",
      "  enforced-tls policy lint --trust-anchors certdata.txt partners.yaml"
    })
final class PolicyLintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private PolicyCommand parent;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Partner tables; that of --policy unless given.")
  private List<Path> files = List.of();

  @SuppressWarnings("NullAway.Init")
  PolicyLintCommand() {}

  @Override
  public Integer call() {
    List<LintFinding> findings = findings(wanted());
    PrintWriter out = spec.commandLine().getOut();
    out.print(parent.options().wantsJson() ? LintText.json(findings) : LintText.of(findings));
    out.flush();
    boolean isUnderstood =
        findings.stream().noneMatch(finding -> finding.rule() == LintRule.NOT_UNDERSTOOD);
    if (!isUnderstood) {
      return ExitCode.CONFIGURATION;
    }
    return findings.isEmpty() ? ExitCode.ACCEPTED : ExitCode.FINDINGS;
  }

  private List<Path> wanted() {
    List<Path> wanted =
        files.isEmpty() ? parent.options().policyFile().map(List::of).orElse(List.of()) : files;
    if (wanted.isEmpty() && parent.options().sectorListFiles().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "expected a FILE, --policy FILE or --sector-list FILE, found none of them");
    }
    return wanted;
  }

  private List<LintFinding> findings(List<Path> wanted) {
    PolicyLint lint = parent.options().lint(Instant.now());
    List<LintFinding> findings = new ArrayList<>();
    try {
      for (Path file : wanted) {
        findings.addAll(lint.check(file));
      }
      for (Path list : parent.options().sectorListFiles()) {
        findings.addAll(lint.checkSectorList(list));
      }
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
    return findings;
  }
}
