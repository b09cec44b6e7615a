package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.testkit.ca.PemFiles;
import org.enforcedtls.testkit.ca.TestCertificate;

/** Debian's Postfix as the MX host of a domain, on port 25 of a loopback address of its own. */
final class PostfixMx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What its processes write to; root's own {@code pid} is not among them. */
  private static final List<String> FOLDERS =
      List.of(
          "data",
          "mail",
          "spool/active",
          "spool/bounce",
          "spool/corrupt",
          "spool/defer",
          "spool/deferred",
          "spool/flush",
          "spool/hold",
          "spool/incoming",
          "spool/maildrop",
          "spool/private",
          "spool/public",
          "spool/saved",
          "spool/trace");

  /** Of the client; {@code smtpd} notes "lost connection" before it. */
  private static final String DISCONNECT = ": disconnect from ";

  private final Path directory;

  private PostfixMx(Path directory) {
    this.directory = directory;
  }

  /** Whether there is a Postfix, and this process may bind port 25. */
  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/sbin/postfix"))
        && "root".equals(System.getProperty("user.name"));
  }

  /**
   * Where it listens, and for whom.
   *
   * @param others where it listens as well, each with settings of its own
   */
  record Place(String hostname, String address, String domain, List<PostfixService> others) {
    Place(String hostname, String address, String domain) {
      this(hostname, address, domain, List.of());
    }
  }

  /** Starts a Postfix that takes mail for every user of a domain into one Maildir. */
  static PostfixMx start(
      Path directory, Place place, TestCertificate certificate, Map<String, String> changes)
      throws IOException, InterruptedException {
    PostfixMx postfix = new PostfixMx(directory);
    PemFiles pem = certificate.writePem(directory);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("smtpd_tls_chain_files", pem.privateKey() + ", " + pem.chain());
    settings.put("myhostname", place.hostname());
    settings.put("virtual_mailbox_domains", place.domain());
    settings.putAll(postfix.fixedSettings());
    settings.putAll(changes);
    postfix.write(settings, place);
    postfix.run("/usr/sbin/postfix", "-c", postfix.configuration().toString(), "start");
    Awaiting.until(PATIENCE, "Postfix to listen", () -> Ports.isOpen(place.address(), 25));
    return postfix;
  }

  private Map<String, String> fixedSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("compatibility_level", "3.6");
    settings.put("queue_directory", directory.resolve("spool").toString());
    settings.put("data_directory", directory.resolve("data").toString());
    settings.put("maillog_file", log().toString());
    settings.put("maillog_file_prefixes", directory.toString());
    settings.put("mydestination", "");
    settings.put("mynetworks", "");
    settings.put("inet_protocols", "ipv4");
    // Where it listens stands in master.cf: this must name addresses that an interface has.
    settings.put("inet_interfaces", "127.0.0.1");
    settings.put("smtpd_peername_lookup", "no");
    settings.put("smtpd_recipient_restrictions", "reject_unauth_destination");
    settings.put("virtual_mailbox_base", directory.resolve("mail").toString());
    settings.put("virtual_mailbox_maps", "static:inbox/");
    settings.put("virtual_mailbox_limit", "0");
    settings.put("virtual_uid_maps", "static:" + uidOfPostfix());
    settings.put("virtual_gid_maps", "static:" + uidOfPostfix());
    settings.put("message_size_limit", "104857600");
    settings.put("smtpd_tls_security_level", "may");
    settings.put("smtpd_tls_loglevel", "1");
    settings.put("smtpd_tls_received_header", "yes");
    // Every command of every client stands in the log.
    settings.put("debug_peer_list", "127.0.0.0/8");
    settings.put("debug_peer_level", "2");
    return settings;
  }

  private static int uidOfPostfix() {
    try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
      return users
          .filter(line -> line.startsWith("postfix:"))
          .map(line -> Integer.parseInt(line.split(":", -1)[2]))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no user postfix"));
    } catch (IOException e) {
      throw new IllegalStateException("the users cannot be read", e);
    }
  }

  private void write(Map<String, String> settings, Place place)
      throws IOException, InterruptedException {
    // Its processes give up root, and must still reach it; the key stays readable for root alone.
    for (Path folder : List.of(directory, directory.getParent())) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    makeFolders();
    Path mainCf = configuration().resolve("main.cf");
    Files.writeString(
        mainCf,
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
            .collect(Collectors.joining()));
    settle(mainCf);
    Files.writeString(
        configuration().resolve("master.cf"),
        Stream.concat(
                    Stream.of(new PostfixService(place.address(), Map.of())),
                    place.others().stream())
                .map(PostfixService::entry)
                .collect(Collectors.joining())
            + SERVICES);
  }

  /** What was just written may go on to be written: Postfix would wait two seconds for the rest. */
  static void settle(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(PATIENCE)));
  }

  private void makeFolders() throws IOException, InterruptedException {
    for (String name : List.of("etc", "spool/pid")) {
      Files.createDirectories(directory.resolve(name));
    }
    List<String> install = new ArrayList<>(List.of("/usr/bin/install", "-d", "-o", "postfix"));
    FOLDERS.forEach(name -> install.add(directory.resolve(name).toString()));
    run(install.toArray(String[]::new));
    // So nothing is missing: without this, the start would look for seconds whether something is.
    Files.createFile(directory.resolve("spool/quick-start"));
  }

  private static final String SERVICES =
      """
      cleanup   unix  n - n - 0 cleanup
      qmgr      unix  n - n 300 1 qmgr
      rewrite   unix  - - n - - trivial-rewrite
      bounce    unix  - - n - 0 bounce
      defer     unix  - - n - 0 bounce
      trace     unix  - - n - 0 bounce
      tlsmgr    unix  - - n 1000? 1 tlsmgr
      proxymap  unix  - - n - - proxymap
      error     unix  - - n - - error
      retry     unix  - - n - - error
      virtual   unix  - n n - - virtual
      anvil     unix  - - n - 1 anvil
      postlog   unix-dgram n - n - 1 postlogd
      """;

  private Path configuration() {
    return directory.resolve("etc");
  }

  private Path log() {
    return directory.resolve("maillog");
  }

  String logText() throws IOException {
    return Files.exists(log()) ? Files.readString(log(), StandardCharsets.ISO_8859_1) : "";
  }

  /** The messages in the Maildir, in no particular order. */
  List<byte[]> messages() throws IOException {
    Path arrived = directory.resolve("mail/inbox/new");
    if (!Files.isDirectory(arrived)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(arrived)) {
      return files.map(PostfixMx::octets).toList();
    }
  }

  byte[] awaitMessage() throws IOException {
    awaitMessages(1);
    return messages().get(0);
  }

  void awaitMessages(int number) throws IOException {
    Awaiting.until(
        PATIENCE, number + " messages in the Maildir", () -> messages().size() >= number);
  }

  /** A place in the log. */
  record Mark(int position) {}

  Mark mark() throws IOException {
    return new Mark(logText().length());
  }

  /** What was noted since then, once a connection has ended. */
  PostfixLog awaitDisconnect(Mark mark) throws IOException {
    Awaiting.until(PATIENCE, "a disconnect in the log", () -> since(mark).contains(DISCONNECT));
    return new PostfixLog(since(mark));
  }

  private String since(Mark mark) throws IOException {
    return logText().substring(mark.position());
  }

  private static byte[] octets(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(
          String.join(" ", command)
              + ": "
              + Files.readString(directory.resolve("out"))
              + logText());
    }
  }

  /** Stops it by its process id, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    Path pidFile = directory.resolve("spool/pid/master.pid");
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Optional<ProcessHandle> master = ProcessHandle.of(pid);
    if (master.isPresent()) {
      master.get().destroy();
      // It is no child of ours: who it belongs to may take seconds to notice that it has ended.
      Awaiting.until(PATIENCE, "Postfix to end", () -> master.get().info().command().isEmpty());
    }
  }
}
