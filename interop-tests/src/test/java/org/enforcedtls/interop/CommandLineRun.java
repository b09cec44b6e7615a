package org.enforcedtls.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the packaged command, as a user would start it.
 *
 * @param exitCode of the process
 * @param out what it printed
 */
record CommandLineRun(int exitCode, String out) {
  private static final Path JAR = Path.of("..", "cli", "target", "enforced-tls.jar");

  static CommandLineRun of(List<String> javaOptions, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A run is over before the code of the second compiler would pay.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(javaOptions);
    command.add("-jar");
    command.add(JAR.toString());
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandLineRun(process.waitFor(), out);
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }

  JsonNode onlyRecipient() throws IOException {
    return json().get("recipients").get(0);
  }
}
