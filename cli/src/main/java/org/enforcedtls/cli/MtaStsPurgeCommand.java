package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.mtasts.CacheEntry;
import org.enforcedtls.policy.mtasts.PolicyCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy mta-sts purge}: forgets policies. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = {
      "Forgets policies. A domain that is forgotten is not protected until its policy is fetched"
          + " again. A process that runs notices within five minutes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was named is forgotten",
      "1:nothing was remembered of one of them",
      "64:usage",
      "78:the cache is not usable"
    })
final class MtaStsPurgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private MtaStsCommand parent;

  @Parameters(arity = "0..*", paramLabel = "DOMAIN", description = "The recipient domains.")
  private List<String> domains = List.of();

  @Option(names = "--expired", description = "All whose policies have expired.")
  private boolean expired;

  @SuppressWarnings("NullAway.Init")
  MtaStsPurgeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (domains.isEmpty() && !expired) {
      throw new ParameterException(
          spec.commandLine(), "expected a domain or --expired, found neither");
    }
    List<Domain> wanted = new ArrayList<>();
    domains.forEach(domain -> wanted.add(MtaStsCommand.domain(spec, domain)));
    PolicyCache cache = parent.cache();
    if (expired) {
      wanted.addAll(expiredIn(cache));
    }
    return purge(cache, wanted);
  }

  private static List<Domain> expiredIn(PolicyCache cache) throws IOException {
    Instant now = Instant.now();
    List<Domain> all = new ArrayList<>();
    for (CacheEntry entry : cache.list()) {
      if (entry instanceof CacheEntry.Kept kept && !kept.policy().countsAt(now)) {
        all.add(entry.domain());
      }
    }
    return all;
  }

  private int purge(PolicyCache cache, List<Domain> wanted) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<JsonFields> done = new ArrayList<>();
    int exitCode = ExitCode.ACCEPTED;
    for (Domain domain : wanted) {
      boolean isPurged = cache.purge(domain);
      done.add(new JsonFields().value("domain", domain.toString()).value("purged", isPurged));
      if (!parent.options().wantsJson()) {
        out.println(domain + (isPurged ? ": forgotten" : ": nothing was remembered"));
      }
      exitCode = isPurged ? exitCode : ExitCode.FINDINGS;
    }
    if (parent.options().wantsJson()) {
      out.print(new JsonFields().list("policies", done).text());
    }
    out.flush();
    return exitCode;
  }
}
