package org.enforcedtls.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.enforcedtls.queue.entry.QueueStoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code enforced-tls}. */
@Command(
    name = "enforced-tls",
    mixinStandardHelpOptions = true,
    versionProvider = EnforcedTls.Version.class,
    subcommands = {
      SendCommand.class,
      CheckCommand.class,
      QuestionnaireCommand.class,
      QueueCommand.class,
      RootsCommand.class,
      ReportCommand.class,
      PolicyCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Sends mail straight to the recipient's MX hosts, only over TLS that meets the policy of the"
          + " recipient domain: approved CA, valid certificate, MX name, cipher floor. Never in"
          + " clear."
    },
    footer = {
      "",
      "Try it:",
      "  enforced-tls send --from you@bank.example --to inbox@fi.example message.eml",
      "",
      "With a partner table and the CAs that it approves:",
      "  enforced-tls send --policy partners.yaml --trust-anchors certdata.txt \\",
      "      --from you@bank.example --to inbox@fi.example message.eml"
    })
public final class EnforcedTls implements Runnable {
  /** It explains the JDK's settings to standard error; kept, as a logger that is let go forgets. */
  private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle");

  @Spec private CommandSpec spec;

  @Mixin private ClientOptions options;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init")
  EnforcedTls() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args of the command line
   */
  public static void main(String[] args) {
    BOUNCY_CASTLE.setLevel(Level.OFF);
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  /** JSON is UTF-8 (RFC 8259 §8.1), whatever the platform's charset is. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /**
   * Runs the command; never ends the process. An argument such as {@code @name} is not replaced by
   * the arguments in a file: a recipient out of somebody else's data could set options by it.
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new EnforcedTls())
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(EnforcedTls::failed)
        .setParameterExceptionHandler(EnforcedTls::misused)
        .execute(args);
  }

  private static int failed(Exception thrown, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (thrown instanceof ConfigurationException || thrown instanceof QueueStoreException) {
      command.getErr().println("enforced-tls: " + thrown.getMessage());
      return ExitCode.CONFIGURATION;
    }
    throw thrown;
  }

  private static int misused(CommandLine.ParameterException thrown, String[] args) {
    CommandLine command = thrown.getCommandLine();
    command.getErr().println("enforced-tls: " + thrown.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  ClientOptions options() {
    return options;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a command, found none");
  }

  /** The version of the build. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = EnforcedTls.class.getPackage().getImplementationVersion();
      return new String[] {"enforced-tls " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
