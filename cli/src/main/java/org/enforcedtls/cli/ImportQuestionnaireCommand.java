package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.cli.questionnaire.PartnerForm;
import org.enforcedtls.policyfile.PartnerTableText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy import questionnaire}: rows made of a partner's questionnaire. */
@Command(
    name = "questionnaire",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a partner table with a row for each domain of a questionnaire, in the JSON that"
          + " enforced-tls questionnaire writes. The rows are only observed; comments say what a"
          + " person has to check. No file is written."
    },
    footer = {"", "Example:", "  enforced-tls policy import questionnaire fi.json > new-rows.yaml"})
final class ImportQuestionnaireCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What the partner has sent.")
  private Path file;

  @SuppressWarnings("NullAway.Init")
  ImportQuestionnaireCommand() {}

  @Override
  public Integer call() {
    try {
      List<String> heading =
          List.of(
              "From the questionnaire " + file.getFileName() + ": what its sender says of itself.",
              "Make sure by another way that it came from the partner.");
      PrintWriter out = spec.commandLine().getOut();
      out.print(PartnerTableText.of(heading, PartnerForm.rowsOf(file)));
      out.flush();
      return ExitCode.ACCEPTED;
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }
}
