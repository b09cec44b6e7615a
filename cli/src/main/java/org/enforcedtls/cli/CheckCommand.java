package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
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
      "0:all domains are ready",
      "1:there are findings",
      "2:the policies or the DNS could not tell of one of them",
      "64:usage",
      "78:the configuration is not usable"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls check --policy partners.yaml --all --html check.html --junit check.xml",
      "  enforced-tls check --dane --mta-sts --json fi.example"
    })
final class CheckCommand implements Callable<Integer> {
  private static final int MAX_DOMAINS_AT_ONCE = 200;
  private static final int LAST_NOTICE_DAYS = 14;

  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @Parameters(arity = "0..*", paramLabel = "DOMAIN", description = "The recipient domains.")
  private List<String> domains = List.of();

  @Option(names = "--all", description = "All domains of the partner table.")
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

  @Mixin private CheckOutputs outputs = new CheckOutputs();

  @SuppressWarnings("NullAway.Init")
  CheckCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<Domain> wanted = List.copyOf(wanted());
    ReadinessRules rules = rules();
    try (CheckOutputs.Files files = outputs.open()) {
      List<Readiness> results = check(wanted, rules);
      PrintWriter out = spec.commandLine().getOut();
      out.print(parent.options().wantsJson() ? CheckJson.of(results) : CheckText.of(results));
      out.flush();
      files.write(results);
      return exitCode(results);
    }
  }

  private Set<Domain> wanted() {
    Set<Domain> wanted = new LinkedHashSet<>();
    domains.forEach(domain -> wanted.add(MtaStsCommand.domain(spec, domain)));
    if (all) {
      parent
          .options()
          .partnerTable()
          .orElseThrow(() -> misuse("--all: expected --policy FILE with it, found none"))
          .rows()
          .stream()
          .map(PartnerRow::domain)
          .forEach(wanted::add);
    }
    if (wanted.isEmpty()) {
      throw misuse("expected a domain or --all, found neither");
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

  private List<Readiness> check(List<Domain> wanted, ReadinessRules rules)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, wanted.size()));
    try (EnforcedTlsClient client = parent.options().client();
        Progress progress = Progress.of(spec.commandLine().getErr(), parent.options())) {
      List<Future<Readiness>> running = new ArrayList<>();
      for (Domain domain : wanted) {
        running.add(threads.submit(() -> rules.judge(client.preflight(domain))));
      }
      List<Readiness> results = new ArrayList<>();
      for (Future<Readiness> one : running) {
        results.add(result(one));
        progress.show(results.size() + " of " + running.size() + " domains checked");
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Readiness result(Future<Readiness> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check ended in a defect of this program", e.getCause());
    }
  }

  private static int exitCode(List<Readiness> results) {
    boolean anyFinding = false;
    for (Readiness result : results) {
      if (result.verdict() == Readiness.Verdict.NOT_CHECKED) {
        return ExitCode.NOT_CHECKED;
      }
      anyFinding |= result.verdict() == Readiness.Verdict.FINDINGS;
    }
    return anyFinding ? ExitCode.FINDINGS : ExitCode.ACCEPTED;
  }
}
