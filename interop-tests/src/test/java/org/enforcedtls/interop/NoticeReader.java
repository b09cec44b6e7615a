package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.queue.notice.NoticeAction;
import org.enforcedtls.queue.notice.RecipientStatus;

/** A program or library that others wrote to read notices. */
enum NoticeReader {
  /** Of Angus Mail. */
  ANGUS_DSN("", "", "") {
    @Override
    boolean isInstalled() {
      return true;
    }

    @Override
    Stream<String> lines(Path notice) throws Exception {
      return AngusNotice.read(notice);
    }
  },

  /** libsisimai-perl. */
  SISIMAI("read-sisimai.pl", "perl", "-e use Sisimai"),

  /** libmail-deliverystatus-bounceparser-perl, which goes into failures only. */
  BOUNCE_PARSER("read-bounceparser.pl", "perl", "-e use Mail::DeliveryStatus::BounceParser") {
    @Override
    String fact(RecipientStatus status) {
      return status.action() == NoticeAction.FAILED
          ? super.fact(status)
          : "delivery-status " + status.action().code();
    }
  },

  /** python3-flufl.bounce, which tells who and whether for now or for good. */
  FLUFL("read-flufl.py", "/usr/bin/python3", "-cimport flufl.bounce") {
    @Override
    String fact(RecipientStatus status) {
      String original =
          status.recipient().originalRecipientParameter().orElse("rfc822;" + status.recipient());
      return original.substring("rfc822;".length()) + " " + status.action().code();
    }
  };

  /** What cannot be read by whom, and why. */
  private static final Map<NoticeReader, Map<String, String>> KNOWN_DIVERGENCES =
      Map.of(
          ANGUS_DSN,
          Map.of("sender outside ASCII", "knows no message/global-delivery-status"),
          SISIMAI,
          Map.of(
              "quoted local part", "wants an address without space",
              "recipient outside ASCII", "knows no address type utf-8"),
          BOUNCE_PARSER,
          Map.of("sender outside ASCII", "knows no message/global-delivery-status"),
          FLUFL,
          Map.of(
              "relayed", "looks for failures only",
              "recipient outside ASCII", "knows no address type utf-8",
              "sender outside ASCII", "knows no message/global-delivery-status"));

  /** As RFC 6533 §3 writes a character in ASCII. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\x\\{([0-9A-F]+)}");

  private final String script;
  private final String interpreter;

  /** The option that fails if the reader is missing, and else does nothing. */
  private final String probe;

  NoticeReader(String script, String interpreter, String probe) {
    this.script = script;
    this.interpreter = interpreter;
    this.probe = probe;
  }

  boolean isInstalled() throws Exception {
    try {
      return run(List.of(interpreter, probe)).waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it is known to read something else than what is there. */
  boolean isKnownToDivergeOn(NoticeCase notice) {
    return KNOWN_DIVERGENCES.getOrDefault(this, Map.of()).containsKey(notice.name());
  }

  /** What it is to read. */
  Set<String> facts(NoticeCase notice) {
    return notice.statuses().stream().map(this::fact).collect(Collectors.toSet());
  }

  String fact(RecipientStatus status) {
    return status.recipient() + " " + status.action().code() + " " + status.status();
  }

  /** What it reads. */
  Set<String> read(Path notice) throws Exception {
    return lines(notice)
        .map(
            line ->
                ESCAPE
                    .matcher(line)
                    .replaceAll(it -> Character.toString(Integer.parseInt(it.group(1), 16))))
        .collect(Collectors.toSet());
  }

  Stream<String> lines(Path notice) throws Exception {
    Path file = notice.resolveSibling(script);
    try (var in = NoticeReader.class.getResourceAsStream(script)) {
      Files.write(file, in.readAllBytes());
    }
    Process process = run(List.of(interpreter, file.toString(), notice.toString()));
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(this + ": " + out);
    }
    return out.lines();
  }

  private static Process run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}
