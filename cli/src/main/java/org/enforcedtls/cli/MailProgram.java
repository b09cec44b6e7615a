package org.enforcedtls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.reporting.sending.ReportMailer;

/**
 * Hands reports to a program that takes what {@code sendmail} takes: a relay behind it can sign
 * them, as receivers demand.
 *
 * @param program is run with {@code -i -f REVERSE-PATH -- RECIPIENT}, and the message as its input
 */
record MailProgram(Path program) implements ReportMailer {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public void mail(OutgoingMail report) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of("-i", "-f", report.envelope().reversePath().toString(), "--"));
    report.envelope().recipients().forEach(to -> command.add(to.mailbox().toString()));
    Process running =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      try (InputStream content = report.content().open();
          OutputStream out = running.getOutputStream()) {
        content.transferTo(out);
      }
      awaitSuccess(running);
    } finally {
      running.destroy();
    }
  }

  private void awaitSuccess(Process running) throws IOException {
    try {
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(program + ": expected an end within " + PATIENCE + ", found none");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(program + ": interrupted", e);
    }
    if (running.exitValue() != 0) {
      throw new IOException(program + ": expected exit code 0, found " + running.exitValue());
    }
  }
}
