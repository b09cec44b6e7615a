package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.cli.suggest.RowSuggestion;
import org.enforcedtls.policyfile.PartnerRowText;
import org.enforcedtls.policyfile.PartnerTableText;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.trust.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy suggest}: rows made of what is seen of domains today. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at domains as a sender without a row for them does, and prints a partner table with a"
          + " row for each: its MX hosts, their addresses and names, its CA, and what was agreed"
          + " on. The rows are only observed; comments say what was seen, and what a person has to"
          + " check. No file is written, nothing is sent, and --policy plays no part."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there is a row for each",
      "2:nothing could be seen of one of them",
      "64:usage",
      "78:the configuration is not usable"
    },
    footer = {
      "",
      "Example:",
      "  enforced-tls policy suggest --dane --mta-sts fi.example agency.example > new-rows.yaml"
    })
final class PolicySuggestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private PolicyCommand parent;

  @Parameters(arity = "1..*", paramLabel = "DOMAIN", description = "The recipient domains.")
  private List<String> domains = List.of();

  @SuppressWarnings("NullAway.Init")
  PolicySuggestCommand() {}

  @Override
  public Integer call() {
    if (parent.options().wantsJson()) {
      throw new ParameterException(
          spec.commandLine(), "--json: a partner table is YAML; leave it out");
    }
    Set<Domain> wanted = new LinkedHashSet<>();
    domains.forEach(domain -> wanted.add(MtaStsCommand.domain(spec, domain)));
    List<PartnerRowText> rows = rows(wanted);
    if (!rows.isEmpty()) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(PartnerTableText.of(heading(), rows));
      out.flush();
    }
    return rows.size() == wanted.size() ? ExitCode.ACCEPTED : ExitCode.NOT_CHECKED;
  }

  private List<PartnerRowText> rows(Set<Domain> wanted) {
    TrustAnchors anchors = parent.options().trustAnchors();
    PrintWriter err = spec.commandLine().getErr();
    List<PartnerRowText> rows = new ArrayList<>();
    try (EnforcedTlsClient client = parent.options().client(Optional.empty(), anchors);
        Progress progress = Progress.of(err, parent.options())) {
      for (Domain domain : wanted) {
        progress.show("looking at " + domain);
        Preflight seen = client.preflight(domain);
        Optional<PartnerRowText> row = RowSuggestion.of(seen, anchors);
        progress.clear();
        row.ifPresentOrElse(
            rows::add,
            () ->
                err.println(
                    "enforced-tls: no row for " + domain + ": " + RowSuggestion.whyNone(seen)));
      }
    }
    return rows;
  }

  private static List<String> heading() {
    return List.of(
        "Suggested on "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS)
            + " by enforced-tls policy suggest, of what was seen then.",
        "What the network shows is not what a partner has confirmed: see to each CHECK first.");
  }
}
