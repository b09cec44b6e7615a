package org.enforcedtls.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.cli.questionnaire.Company;
import org.enforcedtls.cli.questionnaire.CompanyFile;
import org.enforcedtls.cli.questionnaire.Questionnaire;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls questionnaire}: what partners ask of us, filled in. */
@Command(
    name = "questionnaire",
    mixinStandardHelpOptions = true,
    description = {
      "Fills in the questionnaire that mail partners exchange, for our own domains, from what a"
          + " sender sees: MX hosts, addresses, certificates, CAs, cipher suites. What cannot be"
          + " found out is said in its place. Nothing is sent."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is answered, and a sender would deliver to every address",
      "1:something is to be filled in by hand, or to be mended first",
      "64:usage",
      "78:the configuration is not usable"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls questionnaire --domain bank.example --company-file company.yaml \\",
      "      --implementation 2026-12-01T06:00:00+01:00 --format html --out questionnaire.html"
    })
final class QuestionnaireCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @Option(
      names = "--domain",
      required = true,
      paramLabel = "DOMAIN",
      description = "A domain of our own; repeatable.")
  private List<String> domains = List.of();

  @Option(
      names = "--company-file",
      paramLabel = "FILE",
      description =
          "Who we are (YAML): name, organisation-number, address, contact-name, contact-mail,"
              + " contact-phone.")
  private @Nullable Path companyFile;

  @Option(
      names = "--implementation",
      paramLabel = "TIME",
      description = "When we begin, such as 2026-12-01T06:00:00+01:00.")
  private @Nullable String implementation;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "markdown, json or html; markdown unless given.")
  private FormFormat format = FormFormat.MARKDOWN;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to FILE, in place of what is there, instead of standard output.")
  private @Nullable Path out;

  @SuppressWarnings("NullAway.Init")
  QuestionnaireCommand() {}

  @Override
  public Integer call() {
    Set<Domain> wanted = new LinkedHashSet<>();
    domains.forEach(domain -> wanted.add(MtaStsCommand.domain(spec, domain)));
    Optional<OffsetDateTime> start = implementation();
    Company company = company();
    TrustAnchors anchors = parent.options().trustAnchors();
    if (out == null) {
      Questionnaire filled = Questionnaire.of(company, look(wanted, anchors), anchors, start);
      print(written(filled));
      return exitCode(filled);
    }
    try (ReportFile file = ReportFile.open("--out", out)) {
      Questionnaire filled = Questionnaire.of(company, look(wanted, anchors), anchors, start);
      file.write(written(filled));
      return exitCode(filled);
    }
  }

  private Optional<OffsetDateTime> implementation() {
    try {
      return Optional.ofNullable(implementation).map(OffsetDateTime::parse);
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--implementation: expected a time such as 2026-12-01T06:00:00+01:00, found "
              + e.getParsedString(),
          e);
    }
  }

  private Company company() {
    try {
      return companyFile == null ? Company.unknown() : CompanyFile.read(companyFile);
    } catch (IOException e) {
      throw new ConfigurationException("--company-file: " + e.getMessage(), e);
    }
  }

  private List<Preflight> look(Set<Domain> wanted, TrustAnchors anchors) {
    List<Preflight> seen = new ArrayList<>();
    try (EnforcedTlsClient client =
            parent.options().client(parent.options().partnerTable(), anchors);
        Progress progress = Progress.of(spec.commandLine().getErr(), parent.options())) {
      for (Domain domain : wanted) {
        progress.show("looking at " + domain);
        seen.add(client.preflight(PreflightRequest.of(domain).ofOurOwn()));
      }
    }
    return seen;
  }

  private byte[] written(Questionnaire filled) {
    return switch (format) {
      case MARKDOWN -> filled.markdown().getBytes(UTF_8);
      case JSON -> new JsonFields(filled.fields()).text().getBytes(UTF_8);
      case HTML -> filled.html();
    };
  }

  private void print(byte[] octets) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(new String(octets, UTF_8));
    writer.flush();
  }

  private static int exitCode(Questionnaire filled) {
    return filled.isComplete() ? ExitCode.ACCEPTED : ExitCode.FINDINGS;
  }
}
