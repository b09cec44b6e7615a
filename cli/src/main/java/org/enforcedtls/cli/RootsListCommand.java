package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls roots list}: one line for each approved CA. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the approved CAs of a file.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the list was printed", "78:the file is not usable"})
final class RootsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootsCommand parent;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "certdata.txt, PEM, or a key store without password; unless given, that of"
              + " --trust-anchors, else the list of the Java runtime.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init")
  RootsListCommand() {}

  @Override
  public Integer call() {
    ClientOptions options = parent.options();
    TrustAnchors anchors =
        file == null ? options.trustAnchors() : ClientOptions.trustAnchorsOf(file);
    PrintWriter out = spec.commandLine().getOut();
    if (options.wantsJson()) {
      out.print(
          new JsonFields()
              .value("fingerprint", anchors.fingerprint())
              .list("anchors", anchors.stream().map(AnchorText::json).toList())
              .text());
    } else {
      out.println(AnchorText.HEADING);
      anchors.forEach(anchor -> out.println(AnchorText.line(anchor)));
      out.println(anchors);
    }
    out.flush();
    return ExitCode.ACCEPTED;
  }
}
