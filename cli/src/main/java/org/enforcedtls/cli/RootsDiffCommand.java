package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.trust.AnchorChanges;
import org.enforcedtls.trust.TrustAnchor;
import org.enforcedtls.trust.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls roots diff}: what a newer list changes, and for which partners. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Says which approved CAs come, go, or are limited otherwise from one list to the next, and,"
          + " with --policy, which partners depend on what goes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing goes that a partner of the policy file depends on",
      "1:a partner depends on a CA that goes: talk to it before the newer list is used",
      "78:a file is not usable"
    })
final class RootsDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootsCommand parent;

  @Parameters(index = "0", paramLabel = "OLD", description = "The list in use.")
  private Path older;

  @Parameters(index = "1", paramLabel = "NEW", description = "The list that shall replace it.")
  private Path newer;

  @SuppressWarnings("NullAway.Init")
  RootsDiffCommand() {}

  @Override
  public Integer call() {
    TrustAnchors before = ClientOptions.trustAnchorsOf(older);
    TrustAnchors after = ClientOptions.trustAnchorsOf(newer);
    AnchorChanges changes = AnchorChanges.between(before, after);
    List<PartnerDependence> dependences =
        parent.options().partnerTable().map(PartnerTable::rows).orElse(List.of()).stream()
            .flatMap(row -> PartnerDependence.of(row, before, after, changes).stream())
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(json(changes, dependences));
    } else {
      print(out, changes, dependences);
    }
    out.flush();
    return dependences.isEmpty() ? ExitCode.ACCEPTED : ExitCode.FINDINGS;
  }

  private static String json(AnchorChanges changes, List<PartnerDependence> dependences) {
    return new JsonFields()
        .list("came", changes.came().stream().map(AnchorText::json).toList())
        .list("gone", changes.gone().stream().map(AnchorText::json).toList())
        .list("limited", changes.limited().stream().map(AnchorText::json).toList())
        .list("partners", dependences.stream().map(PartnerDependence::json).toList())
        .text();
  }

  private static void print(
      PrintWriter out, AnchorChanges changes, List<PartnerDependence> dependences) {
    if (!changes.isEmpty()) {
      out.println("         " + AnchorText.HEADING);
    }
    print(out, "came     ", changes.came());
    print(out, "gone     ", changes.gone());
    print(out, "limited  ", changes.limited());
    out.printf(
        "%d came, %d gone, %d limited otherwise%n",
        changes.came().size(), changes.gone().size(), changes.limited().size());
    dependences.forEach(dependence -> out.println(dependence.text()));
  }

  private static void print(PrintWriter out, String change, List<TrustAnchor> anchors) {
    anchors.forEach(anchor -> out.println(change + AnchorText.line(anchor)));
  }
}
