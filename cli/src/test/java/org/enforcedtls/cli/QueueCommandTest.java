package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return EnforcedTls.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int queue(String... args) {
    List<String> all = new ArrayList<>(List.of("queue", "--spool", spool().toString()));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  private String message() throws IOException {
    return Files.writeString(directory.resolve("m.eml"), "Subject: x\r\n\r\nbody\r\n").toString();
  }

  private String submit(String to) throws IOException {
    assertThat(queue("submit", "--from", "a@bank.example", "--to", to, message()))
        .as(err.toString())
        .isZero();
    return out.toString().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue                                                             | expected a command
          queue list                                                        | --spool DIR or --jdbc URL
          queue --spool x --jdbc y list                                     | mutually exclusive
          queue --spool x list --id 7                                       | 26 digits
          queue --spool x list --cause lunch                                | lunch
          queue --spool x list --state nowhere                              | --state
          queue --spool x remove                                            | or --all
          queue --spool x submit --from a@b.example --to c                  | local-part@domain
          """)
  void misuseExitsWith64AndSaysWhatWasExpected(String arguments, String message) {
    String[] args = arguments.replace("--spool x", "--spool " + spool()).split(" +", -1);
    assertThat(run(args)).isEqualTo(64);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void databaseOfAnotherKindExitsWith78() {
    assertThat(run("queue", "--jdbc", "jdbc:h2:mem:x", "list")).isEqualTo(78);
    assertThat(err.toString()).contains("jdbc:postgresql:");
  }

  @Test
  void messageIsListedShownHeldReleasedAndRemoved() throws IOException {
    String id = submit("inbox@fi.example");
    assertThat(queue("list")).isZero();
    assertThat(out.toString()).contains(id + " waiting").contains("inbox@fi.example");
    assertThat(queue("hold", "--id", id)).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("1 recipient");
    assertThat(queue("show", id)).isZero();
    assertThat(out.toString()).contains("suspended");
    assertThat(queue("release", "--domain", "fi.example")).isZero();
    assertThat(queue("list", "--state", "waiting")).isZero();
    assertThat(out.toString()).contains(id);
    assertThat(queue("remove", "--all")).isZero();
    assertThat(queue("list")).isZero();
    assertThat(out.toString()).doesNotContain(id);
    assertThat(queue("stats")).isZero();
    assertThat(out.toString()).containsPattern("removed +1");
  }

  @Test
  void wishAboutTlsIsShown() throws IOException {
    assertThat(
            queue("submit", "--requiretls", "--from=a@b.example", "--to=c@fi.example", message()))
        .as(err.toString())
        .isZero();
    assertThat(queue("show", "--json", out.toString().strip())).isZero();
    assertThat(out.toString()).contains("\"tlsWish\" : \"requiretls\"");
  }

  @Test
  void sameKeyIsTheSameMessage() throws IOException {
    String[] command = {
      "submit", "--key", "k", "--from", "a@bank.example", "--to", "b@fi.example", message()
    };
    assertThat(queue(command)).isZero();
    String first = out.toString();
    assertThat(queue(command)).isZero();
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void runDoesWhatIsDueAndShowTellsWhy() throws IOException {
    String id = submit("inbox@gone.example");
    try (TestDns dns = TestDns.start()) {
      String resolver = "127.0.0.1:" + dns.socketAddress().getPort();
      assertThat(queue("run", "--once", "--ehlo", "mail.bank.example", "--resolver", resolver))
          .as(err.toString())
          .isZero();
    }
    assertThat(queue("show", "--json", id)).isZero();
    assertThat(out.toString())
        .contains("\"state\" : \"failed\"", "\"cause\" : \"dns-not-found\"")
        .contains("\"conclusion\" : \"permanent\"");
  }

  @Test
  void messageThatIsNotThereExitsWith1() throws IOException {
    submit("inbox@fi.example");
    assertThat(queue("show", "01ARZ3NDEKTSV4RRFFQ69G5FAV")).isEqualTo(1);
    assertThat(err.toString()).contains("no message");
  }
}
