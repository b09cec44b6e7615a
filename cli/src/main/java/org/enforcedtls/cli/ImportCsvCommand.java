package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policyfile.PartnerRowText;
import org.enforcedtls.policyfile.PartnerTableText;
import org.enforcedtls.policyfile.SectorList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy import csv}: rows made of a sector list. */
@Command(
    name = "csv",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a partner table with a row for each domain of a sector list. The rows are only"
          + " observed; a person decides about each. No file is written."
    },
    footer = {"", "Example:", "  enforced-tls policy import csv members.csv > new-rows.yaml"})
final class ImportCsvCommand implements Callable<Integer> {
  private static final TlsPolicy OBSERVED =
      TlsPolicy.builder(PolicyOrigin.partnerRow("sector list"))
          .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
          .build();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The list.")
  private Path file;

  @SuppressWarnings("NullAway.Init")
  ImportCsvCommand() {}

  @Override
  public Integer call() {
    try {
      SectorList list = SectorList.load(file, OBSERVED);
      List<String> heading =
          List.of(
              "From the list " + file.getFileName() + ", brought up to date on " + list.refreshed(),
              "Nobody has looked at these hosts yet: enforced-tls check does.");
      List<PartnerRowText> rows = list.table().rows().stream().map(PartnerRowText::of).toList();
      PrintWriter out = spec.commandLine().getOut();
      out.print(PartnerTableText.of(heading, rows));
      out.flush();
      return ExitCode.ACCEPTED;
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }
}
