package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chromium without a window, in whose world there is one host: {@link #HOST}, which counts who
 * calls. Nothing else has an address.
 */
final class Browser implements AutoCloseable {
  static final String HOST = "evil.example";

  private static final String PROGRAM = "chromium";

  private final Path directory;
  private final ServerSocket host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger calls = new AtomicInteger();

  Browser(Path directory) throws IOException {
    this.directory = directory;
    Thread counter = new Thread(this::count, "evil.example");
    counter.setDaemon(true);
    counter.start();
  }

  static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder(PROGRAM, "--version").redirectErrorStream(true).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void count() {
    while (!host.isClosed()) {
      try {
        host.accept().close();
        calls.incrementAndGet();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** Where the host can be called. */
  String url() {
    return "http://" + HOST + ":" + host.getLocalPort() + "/";
  }

  /** How often it was. */
  int calls() {
    return calls.get();
  }

  /** What became of a page after it was loaded, as the browser would write it. */
  String dom(Path page) throws IOException, InterruptedException {
    return run("--dump-dom", page.toUri().toString());
  }

  /** A picture of the page. */
  Path screenshot(Path page, String windowSize) throws IOException, InterruptedException {
    Path picture = directory.resolve("page.png");
    run(
        "--window-size=" + windowSize,
        "--hide-scrollbars",
        "--screenshot=" + picture,
        page.toUri().toString());
    return picture;
  }

  private String run(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--headless=new",
                "--no-sandbox", // it refuses to run as root with one
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + directory.resolve("profile"),
                "--host-resolver-rules=MAP " + HOST + " 127.0.0.1,MAP * ~NOTFOUND"));
    command.addAll(List.of(options));
    Path out = directory.resolve("chromium.out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("expected chromium to end within 60 s");
    }
    return Files.readString(out, UTF_8);
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
