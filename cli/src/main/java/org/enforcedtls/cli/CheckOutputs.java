package org.enforcedtls.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.enforcedtls.cli.report.CheckPage;
import org.enforcedtls.cli.report.JUnitReport;
import org.enforcedtls.preflight.Readiness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a check is written to, beside what it prints. */
final class CheckOutputs {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page for people to FILE as well, in place of what is there: one file of HTML that"
              + " fetches nothing.")
  private @Nullable Path html;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write XML to FILE as well, as CI servers read it from tests.")
  private @Nullable Path junit;

  CheckOutputs() {}

  boolean isAny() {
    return html != null || junit != null;
  }

  /** Makes room for the files that were asked for, before anything is checked. */
  Files open() {
    Files files = new Files();
    try {
      files.open("--html", html, CheckPage::of);
      files.open("--junit", junit, JUnitReport::of);
      return files;
    } catch (ConfigurationException e) {
      files.close();
      throw e;
    }
  }

  /** The files, not yet written. For one thread. */
  static final class Files implements AutoCloseable {
    private record Form(ReportFile file, Function<List<Readiness>, byte[]> octets) {}

    private final List<Form> forms = new ArrayList<>();

    private Files() {}

    private void open(
        String option, @Nullable Path path, Function<List<Readiness>, byte[]> octets) {
      if (path != null) {
        forms.add(new Form(ReportFile.open(option, path), octets));
      }
    }

    void write(List<Readiness> results) {
      forms.forEach(form -> form.file.write(form.octets.apply(results)));
    }

    @Override
    public void close() {
      forms.forEach(form -> form.file.close());
    }
  }
}
