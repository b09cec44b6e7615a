package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.monitor.PartnerChange;
import org.enforcedtls.monitor.PartnerMonitor;
import org.enforcedtls.monitor.PartnerStates;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.SenderReadiness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls check}: whether mail would leave, before there is any. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Goes the way of a delivery up to MAIL, at every address of every MX host, and tells all that"
          + " is found: what stops mail, what is not as registered, and what will hurt soon, each"
          + " with the remedy and the party to call. Nothing is sent."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all domains are ready; with --state, nothing has changed",
      "1:there are findings; with --state, something has changed",
      "2:the policies or the DNS could not tell of one of them",
      "64:usage",
      "78:the configuration is not usable"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls check --policy partners.yaml --all --html check.html --junit check.xml",
      "  enforced-tls check --dane --mta-sts --json fi.example",
      "  enforced-tls check --policy partners.yaml --all --state /var/lib/enforced-tls/partners",
      "  enforced-tls check --self --ehlo mail.bank.example bank.example"
    })
final class CheckCommand implements Callable<Integer> {
  private static final int MAX_DOMAINS_AT_ONCE = 200;
  private static final int LAST_NOTICE_DAYS = 14;

  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @Parameters(arity = "0..*", paramLabel = "DOMAIN", description = "The recipient domains.")
  private List<String> domains = List.of();

  @Option(
      names = "--all",
      description = "All domains of the partner table and of the sector lists.")
  private boolean all;

  @Option(
      names = "--warn-days",
      paramLabel = "N[,N]",
      split = ",",
      description =
          "So many days before it expires a certificate is a finding, and so many before it is one"
              + " that cannot wait; 30,14 unless given.")
  private List<Integer> warnDays = List.of(30, 14);

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "So many domains are looked at side by side, 1 to 200; 16 unless given.")
  private int atOnce = 16;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Tell only what has changed since the last check with this file, which is made if it is not"
              + " there.")
  private @Nullable Path state;

  @Mixin private CheckScope scope = new CheckScope();

  @Mixin private CheckOutputs outputs = new CheckOutputs();

  @SuppressWarnings("NullAway.Init")
  CheckCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<Domain> wanted = List.copyOf(wanted());
    ReadinessRules rules = rules();
    try (CheckOutputs.Files files = outputs.open();
        EnforcedTlsClient client = parent.options().client();
        Progress progress = Progress.of(spec.commandLine().getErr(), parent.options());
        CheckRun run = new CheckRun(client, scope, progress, threads(wanted))) {
      tellProblems();
      if (state != null) {
        return changes(state, run, wanted, rules);
      }
      Optional<SenderReadiness> sender = scope.sender(client, rules);
      List<Readiness> results = run.results(wanted, rules);
      progress.clear();
      print(
          parent.options().wantsJson()
              ? CheckJson.of(sender, results)
              : CheckText.of(sender, results));
      files.write(results);
      return exitCode(
          Stream.concat(
              sender.map(SenderReadiness::verdict).stream(),
              results.stream().map(Readiness::verdict)));
    }
  }

  private int threads(List<Domain> wanted) {
    return Math.max(1, Math.min(atOnce, wanted.size()));
  }

  /** What is wrong with the policies themselves is no finding about a domain. */
  private void tellProblems() {
    PrintWriter err = spec.commandLine().getErr();
    parent.options().policyProblems().forEach(text -> err.println("enforced-tls: " + text));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** They are remembered once they are printed. */
  private int changes(Path file, CheckRun run, List<Domain> wanted, ReadinessRules rules) {
    PartnerMonitor monitor =
        PartnerMonitor.builder(
                domain -> run.look(domain, wanted.size()), PartnerStates.inFile(file))
            .domains(() -> wanted)
            .rules(rules)
            .executor(run.threads())
            .listener(change -> {})
            .build();
    try {
      List<PartnerChange> changes = monitor.look();
      print(parent.options().wantsJson() ? ChangeText.json(changes) : ChangeText.text(changes));
      boolean isAnyUnknown =
          changes.stream()
              .anyMatch(one -> one.readiness().verdict() == Readiness.Verdict.NOT_CHECKED);
      int ifAny = isAnyUnknown ? ExitCode.NOT_CHECKED : ExitCode.FINDINGS;
      return changes.isEmpty() ? ExitCode.ACCEPTED : ifAny;
    } catch (IOException e) {
      throw new ConfigurationException("--state: " + e.getMessage(), e);
    }
  }

  private Set<Domain> wanted() {
    Set<Domain> wanted = new LinkedHashSet<>();
    domains.forEach(domain -> wanted.add(MtaStsCommand.domain(spec, domain)));
    if (all) {
      List<PartnerRow> rows = parent.options().knownRows();
      if (rows.isEmpty()) {
        throw misuse("--all: expected --policy FILE or --sector-list FILE with it, found no row");
      }
      rows.stream().map(PartnerRow::domain).forEach(wanted::add);
    }
    if (wanted.isEmpty() && !scope.isOfOurOwn()) {
      throw misuse("expected a domain or --all, found neither");
    }
    if (state != null && (scope.isOfOurOwn() || outputs.isAny())) {
      throw misuse("--state: expected neither --self nor --html nor --junit with it");
    }
    try {
      scope.sendingFrom();
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
    return wanted;
  }

  private ReadinessRules rules() {
    if (atOnce < 1 || atOnce > MAX_DOMAINS_AT_ONCE) {
      throw misuse("--at-once: expected 1 to " + MAX_DOMAINS_AT_ONCE + ", found " + atOnce);
    }
    if (warnDays.size() > 2 || warnDays.stream().anyMatch(days -> days < 0)) {
      throw misuse("--warn-days: expected one or two numbers of days, found " + warnDays);
    }
    int first = warnDays.get(0);
    int last = warnDays.size() == 2 ? warnDays.get(1) : Math.min(first, LAST_NOTICE_DAYS);
    if (last > first) {
      throw misuse("--warn-days: expected the longer notice first, found " + warnDays);
    }
    return ReadinessRules.defaults()
        .withExpiryNotices(Duration.ofDays(first), Duration.ofDays(last));
  }

  private ParameterException misuse(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private static int exitCode(Stream<Readiness.Verdict> verdicts) {
    Set<Readiness.Verdict> found = verdicts.collect(Collectors.toSet());
    if (found.contains(Readiness.Verdict.NOT_CHECKED)) {
      return ExitCode.NOT_CHECKED;
    }
    return found.contains(Readiness.Verdict.FINDINGS) ? ExitCode.FINDINGS : ExitCode.ACCEPTED;
  }
}
