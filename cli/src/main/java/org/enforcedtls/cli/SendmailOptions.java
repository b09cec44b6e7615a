package org.enforcedtls.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options by which programs call {@code sendmail}, beside those of the envelope. What would
 * have it do something other than take a message is refused: to take it for nothing would mislead.
 */
final class SendmailOptions {
  private static final Set<String> HARMLESS =
      Set.of("em", "ee", "ep", "eq", "ew", "m", "db", "di", "dq", "dd");

  @Option(
      names = "-t",
      description = "Take recipients from To, Cc and Bcc too, beside those of the command line.")
  private boolean fromHeader;

  @Option(names = "-i", description = "A line with nothing but a dot does not end the message.")
  private boolean[] ignoresDots = {};

  @Option(
      names = "-F",
      paramLabel = "NAME",
      description = "Name of the sender, for a message without From.")
  private @Nullable String name;

  @Option(
      names = "-o",
      paramLabel = "X",
      description = "As to sendmail: -oi is -i; -oem, -om, -odq and their like change nothing.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "-b", paramLabel = "m", description = "-bm: take a message, as always.")
  private @Nullable String mode;

  @Option(
      names = "-B",
      paramLabel = "TYPE",
      description = "7BIT or 8BITMIME; changes nothing, as the message itself is looked at.")
  private @Nullable String bodyType;

  @Option(
      names = {"-m", "-n", "-v"},
      description = "As to sendmail; change nothing.")
  @SuppressWarnings("UnusedVariable") // Whether they are there makes no difference.
  private boolean[] harmless = {};

  SendmailOptions() {}

  /** Throws IllegalArgumentException if the call wants what this is not. */
  void check() {
    require(mode == null || mode.equals("m"), "-bm", "-b" + mode);
    require(
        bodyType == null
            || bodyType.equalsIgnoreCase("8BITMIME")
            || bodyType.equalsIgnoreCase("7BIT"),
        "-B7BIT or -B8BITMIME",
        "-B" + bodyType);
    for (String setting : settings) {
      require(
          setting.equals("i") || HARMLESS.contains(setting), "-oi, -oem or -odq", "-o" + setting);
    }
  }

  private static void require(boolean holds, String expected, String found) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }

  boolean takesHeader() {
    return fromHeader;
  }

  boolean ignoresDots() {
    return ignoresDots.length > 0 || settings.contains("i");
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
