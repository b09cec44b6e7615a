package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code posttls-finger} of Postfix, which looks at MX hosts as its SMTP client would. It asks the
 * resolver of {@code /etc/resolv.conf}: it runs where that file is another one, which needs the
 * right to mount.
 */
final class PostTlsFinger {
  private static final String PROGRAM = "/usr/sbin/posttls-finger";
  private static final String MOUNTED =
      "mount --bind \"$1\" /etc/resolv.conf && shift && exec \"$@\"";
  private static final Pattern ESTABLISHED =
      Pattern.compile("(\\w+) TLS connection established to");

  private final Path configuration;
  private final Path resolvers;

  /** With a directory of its own, asking a resolver at port 53. */
  PostTlsFinger(Path directory, String resolver) throws IOException {
    configuration = directory;
    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n");
    resolvers =
        Files.writeString(
            directory.resolve("resolv.conf"),
            "nameserver " + resolver + "\noptions edns0 trust-ad\n");
  }

  static boolean isUsable() throws InterruptedException {
    try {
      return Files.isExecutable(Path.of(PROGRAM))
          && new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What it saw.
   *
   * @param word its own for the connection, such as {@code Verified}; else why there was none
   * @param out all that it said
   */
  record Sight(String word, String out) {}

  /** Looks at the first host of a domain at DANE's level. */
  Sight look(String domain) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", MOUNTED, "sh"));
    command.add(resolvers.toString());
    command.addAll(List.of(PROGRAM, "-c", "-t30", "-T180", "-L", "verbose,summary"));
    command.addAll(List.of("-l", "dane", "-d", "sha256", domain));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MAIL_CONFIG", configuration.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return new Sight(word(out), out);
  }

  private static String word(String out) {
    Matcher established = ESTABLISHED.matcher(out);
    if (established.find()) {
      return established.group(1);
    }
    return out.contains("TLSA lookup error") ? "TLSA lookup error" : "no connection";
  }
}
