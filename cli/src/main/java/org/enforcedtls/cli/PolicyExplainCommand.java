package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.outcome.PolicyDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy explain}: what a message would meet, without sending one. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Explains what mail to a recipient would go by now: what each source of policies says, which"
          + " MX hosts are admitted, and what each would have to meet, and why. No MX host is"
          + " dialled."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:mail to each may leave, to a host that meets what is demanded",
      "1:mail to one of them may go to no host now",
      "64:usage",
      "78:the configuration is not usable"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls policy explain --policy partners.yaml inbox@fi.example",
      "  enforced-tls policy explain --dane --mta-sts --json fi.example agency.example"
    })
final class PolicyExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private PolicyCommand parent;

  @Parameters(
      arity = "1..*",
      paramLabel = "RECIPIENT",
      description = "Addresses, or domains; what is before the @ does not matter.")
  private List<String> recipients = List.of();

  @SuppressWarnings("NullAway.Init")
  PolicyExplainCommand() {}

  @Override
  public Integer call() {
    Set<Domain> domains = new LinkedHashSet<>();
    recipients.forEach(recipient -> domains.add(domainOf(recipient)));
    List<PolicyDecision> decisions = new ArrayList<>();
    try (EnforcedTlsClient client = parent.options().client()) {
      domains.forEach(domain -> decisions.add(client.decisionFor(domain)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        parent.options().wantsJson() ? DecisionJson.of(decisions) : DecisionText.of(decisions));
    out.flush();
    return decisions.stream().allMatch(PolicyDecision::isOpen)
        ? ExitCode.ACCEPTED
        : ExitCode.FINDINGS;
  }

  private Domain domainOf(String recipient) {
    try {
      return recipient.contains("@") ? Mailbox.of(recipient).domain() : Domain.of(recipient);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
