package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.policy.mtasts.CacheEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy mta-sts list}: one line for each policy domain. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the policies that are remembered.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the list was printed",
      "1:it was, and something in it is damaged",
      "64:usage",
      "78:the cache is not usable"
    })
final class MtaStsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private MtaStsCommand parent;

  @SuppressWarnings("NullAway.Init")
  MtaStsListCommand() {}

  @Override
  public Integer call() throws IOException {
    List<CacheEntry> entries = parent.cache().list();
    Instant now = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(
          new JsonFields()
              .list("policies", entries.stream().map(entry -> MtaStsText.json(entry, now)).toList())
              .text());
    } else {
      out.println(MtaStsText.HEADING);
      entries.forEach(entry -> out.println(MtaStsText.line(entry, now)));
    }
    out.flush();
    return entries.stream().allMatch(CacheEntry.Kept.class::isInstance)
        ? ExitCode.ACCEPTED
        : ExitCode.FINDINGS;
  }
}
