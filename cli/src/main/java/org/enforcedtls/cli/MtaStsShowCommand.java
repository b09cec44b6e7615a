package org.enforcedtls.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.enforcedtls.policy.mtasts.CacheEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy mta-sts show}: the policy of one domain. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what is remembered of a domain.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was shown",
      "1:nothing is remembered, or it is damaged",
      "64:usage",
      "78:the cache is not usable"
    })
final class MtaStsShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private MtaStsCommand parent;

  @Parameters(paramLabel = "DOMAIN", description = "The recipient domain.")
  private String domain;

  @SuppressWarnings("NullAway.Init")
  MtaStsShowCommand() {}

  @Override
  public Integer call() {
    CacheEntry entry = parent.cache().find(MtaStsCommand.domain(spec, domain));
    PrintWriter out = spec.commandLine().getOut();
    if (entry instanceof CacheEntry.Missing) {
      spec.commandLine().getErr().println("enforced-tls: nothing is remembered of " + domain);
    } else if (parent.options().wantsJson()) {
      out.print(MtaStsText.json(entry, Instant.now()).text());
    } else if (entry instanceof CacheEntry.Damaged damaged) {
      spec.commandLine().getErr().println("enforced-tls: damaged: " + damaged.why());
    } else {
      out.println(MtaStsText.HEADING);
      out.println(MtaStsText.line(entry, Instant.now()));
      out.println();
      out.print(((CacheEntry.Kept) entry).policy().policy().text());
    }
    out.flush();
    return entry instanceof CacheEntry.Kept ? ExitCode.ACCEPTED : ExitCode.FINDINGS;
  }
}
