package org.enforcedtls.sidebyside.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that this one started. It prints lines of numbers, and ends at the end of its input; it
 * is destroyed if it does not. What it complains of goes to a file.
 */
final class Child implements AutoCloseable {
  private static final int GRACE_SECONDS = 20;
  private static final String END = "";

  private final Process process;
  private final BufferedWriter input;
  private final Path complaints;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(Process process, Path complaints) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.US_ASCII);
    this.complaints = complaints;
    Thread reader = new Thread(this::readLines, "lines of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static Child start(List<String> command, Path complaints) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(complaints.toFile()))
            .start();
    return new Child(process, complaints);
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(END); // its output is over, as when it has ended
    }
    lines.add(END);
  }

  long pid() {
    return process.pid();
  }

  /** The next line of numbers. */
  Fields next(Duration patience) throws IOException, InterruptedException {
    String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new IOException("expected a line within " + patience + ", found none" + why());
    }
    if (line.equals(END)) {
      throw new IOException("expected a line, found the end" + why());
    }
    return Fields.parse(line);
  }

  private String why() throws IOException {
    List<String> said = Files.readAllLines(complaints, StandardCharsets.UTF_8);
    String beginning = String.join("\n  ", said.subList(0, Math.min(said.size(), 12)));
    return "; " + complaints + " begins: " + beginning;
  }

  void tellToGoOn() throws IOException {
    input.write("go\n");
    input.flush();
  }

  /** Ends its input and waits until it has ended. */
  void end() throws IOException, InterruptedException {
    input.close();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("expected it to end within " + GRACE_SECONDS + " s" + why());
    }
    if (process.exitValue() != 0) {
      throw new IOException("expected exit code 0, found " + process.exitValue() + why());
    }
  }

  /** Makes sure that it is gone. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
