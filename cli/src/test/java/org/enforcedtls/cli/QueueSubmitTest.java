package org.enforcedtls.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSubmitTest {
  private static final String MESSAGE =
      "To: A <a@fi.example>\nBcc: b@fi.example\nSubject: x\n\nbody\n.\nafter the dot\n";

  private final InputStream standardInput = System.in;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @AfterEach
  void giveBackStandardInput() {
    System.setIn(standardInput);
  }

  private int submit(String input, String... args) {
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    List<String> all =
        new ArrayList<>(
            List.of(
                "queue", "--spool", directory.toString(), "submit", "--ehlo", "h.bank.example"));
    all.addAll(List.of(args));
    return EnforcedTls.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private List<QueueEntry> queued() throws IOException {
    try (DeliveryQueue queue = DeliveryQueue.inDirectory(directory).open()) {
      return queue.list(QueueQuery.open(), 1_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -t -i -f r@bank.example                                | r@bank.example   | a@fi.example b@fi.example
          -ti -fr@bank.example                                   | r@bank.example   | a@fi.example b@fi.example
          -oi -t -f <r@bank.example>                             | r@bank.example   | a@fi.example b@fi.example
          -oem -oi -f r@bank.example -- c@fi.example             | r@bank.example   | c@fi.example
          -i -r r@bank.example c@fi.example d@fi.example         | r@bank.example   | c@fi.example d@fi.example
          -t -f r@bank.example c@fi.example a@fi.example         | r@bank.example   | c@fi.example a@fi.example b@fi.example
          -FCron -i -B8BITMIME -oem -f r@bank.example c@fi.example | r@bank.example | c@fi.example
          -bm -v -m -n -i -odq -om -i -f r@bank.example c@fi.example | r@bank.example  | c@fi.example
          -i -f <> -- -c@fi.example                              | ``               | -c@fi.example
          -N failure,delay -V id -R hdrs -f r@bank.example c@fi.example | r@bank.example | c@fi.example
          """)
  void programsCallItAsTheyCallSendmail(String args, String sender, String recipients)
      throws IOException {
    assertThat(submit(MESSAGE, args.split(" ", -1))).as(err.toString()).isZero();
    assertThat(queued())
        .extracting(e -> e.recipient().toString())
        .containsExactly(recipients.split(" ", -1));
    assertThat(queued()).extracting(e -> e.mail().sender().toString()).containsOnly(sender);
    assertThat(queued().get(0).id().text()).isEqualTo(out.toString().strip());
  }

  @Test
  void senderIsTheUserAtThisHostUnlessGivenAndTheEmptyOneIsNull() throws IOException {
    assertThat(submit(MESSAGE, "-i", "c@fi.example")).as(err.toString()).isZero();
    assertThat(submit(MESSAGE, "-i", "-f", "", "c@fi.example")).as(err.toString()).isZero();
    assertThat(queued())
        .extracting(e -> e.mail().sender().toString())
        .containsExactly(System.getProperty("user.name") + "@h.bank.example", "");
  }

  @Test
  void hostWithoutFullNameIsNoPlaceForReports() throws IOException {
    assertThat(
            EnforcedTls.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "queue",
                "--spool=" + directory,
                "submit",
                "--ehlo=bare",
                "c@fi.example"))
        .isEqualTo(64);
    assertThat(err.toString()).contains("expected --ehlo NAME with the full name");
    assertThat(queued()).isEmpty();
  }

  @Test
  void dotEndsTheMessageUnlessItIsIgnored() throws IOException {
    assertThat(submit(MESSAGE, "-f", "", "c@fi.example")).isZero();
    assertThat(submit(MESSAGE, "-f", "", "-i", "c@fi.example")).isZero();
    long dotted = queued().get(0).mail().sizeOctets();
    assertThat(queued().get(1).mail().sizeOctets())
        .isEqualTo(dotted + ".\r\nafter the dot\r\n".length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -f a@b.example                        | 64 | expected --to, -t or a recipient
          -f a@b.example root                   | 64 | expected local-part@domain
          -f root c@d.example                   | 64 | expected local-part@domain
          -t --to c@d.example                   | 64 | without --to
          -F Name --to c@d.example              | 64 | without --to
          -bs                                   | 64 | expected -bm, found -bs
          -bp                                   | 64 | expected -bm, found -bp
          -ox c@d.example                       | 64 | found -ox
          -BBINARY c@d.example                  | 64 | found -BBINARY
          -q                                    | 64 | -q
          --ehlo bare -i c@d.example            | 64 | specified only once
          --key k --to c@d.example a.eml b.eml  | 64 | --key
          --orcpt a@b.example c@d.example e@f.example | 64 | --orcpt
          --to c@d.example nowhere.eml          | 78 | nowhere.eml
          -i -R most c@d.example                | 64 | FULL, HDRS
          --requiretls --tls-required-no -i c@d.example | 64 | --requiretls or --tls-required-no
          """)
  void callThatIsNotUnderstoodQueuesNothing(String args, int exitCode, String message)
      throws IOException {
    assertThat(submit(MESSAGE, args.split(" ", -1))).as(err.toString()).isEqualTo(exitCode);
    assertThat(err.toString()).contains(message);
    assertThat(queued()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          To: a@b.example c@d.example~~x~                 | 65 | To: expected a comma between
          To: a@b.example~Cc: "unterminated <a@b.example> | 65 | Cc: expected a closing quote
          To: root~~x~                                    | 65 | To: mailbox "root"
          Subject: nobody~~To: a@b.example~               | 64 | in To, Cc or Bcc, found none
          To: undisclosed-recipients:;~~x~                | 64 | in To, Cc or Bcc, found none
          """)
  void headerThatNamesNobodyForSureQueuesNothing(String input, int exitCode, String message)
      throws IOException {
    assertThat(submit(input.replace('~', '\n'), "-t", "-i")).isEqualTo(exitCode);
    assertThat(err.toString()).contains(message);
    assertThat(queued()).isEmpty();
  }

  @Test
  void queueThatCannotTakeItExitsWith75() throws IOException {
    Files.writeString(directory.resolve("queue.sqlite"), "no database ".repeat(100));
    assertThat(submit(MESSAGE, "-i", "c@fi.example")).as(err.toString()).isEqualTo(75);
    assertThat(err.toString()).contains("not queued");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # header section | options                                           | wish
          Subject: x       | -i -f a@b.example c@fi.example                    | -
          Subject: x       | --requiretls -i -f a@b.example c@fi.example       | REQUIRETLS
          Subject: x       | --tls-required-no -i -f a@b.example c@fi.example  | TLS_REQUIRED_NO
          TLS-Required: No | -i -f a@b.example c@fi.example                    | TLS_REQUIRED_NO
          TLS-Required: No | --requiretls -i -f a@b.example c@fi.example       | REQUIRETLS
          TLS-Required: No | --from a@b.example --to c@fi.example              | TLS_REQUIRED_NO
          Subject: x       | --requiretls --from a@b.example --to c@fi.example | REQUIRETLS
          """)
  void wishAboutTlsIsThatOfTheOptionsOrElseOfTheHeader(String header, String options, TlsWish wish)
      throws IOException {
    assertThat(submit(header + "\n\nTLS-Required: No\n", options.split(" ", -1)))
        .as(err.toString())
        .isZero();
    assertThat(queued())
        .extracting(entry -> entry.mail().tlsWish())
        .containsExactly(Optional.ofNullable(wish));
  }

  @Test
  void headerOfOneFileIsNoneOfTheNext() throws IOException {
    Path first = Files.writeString(directory.resolve("1.eml"), "TLS-Required: No\n\n");
    Path second = Files.writeString(directory.resolve("2.eml"), "Subject: x\n\n");
    assertThat(
            submit(
                "", "--from=a@b.example", "--to=c@fi.example", first.toString(), second.toString()))
        .as(err.toString())
        .isZero();
    assertThat(queued())
        .extracting(entry -> entry.mail().tlsWish())
        .containsExactlyInAnyOrder(Optional.of(TlsWish.TLS_REQUIRED_NO), Optional.empty());
  }

  @Test
  void filesAreMessagesAndTheirIdsArePrinted() throws IOException {
    List<String> args = new ArrayList<>(List.of("--from", "a@b.example", "--to", "c@fi.example"));
    for (int i = 0; i < 120; i++) {
      args.add(
          Files.writeString(directory.resolve(i + ".eml"), "Subject: " + i + "\n\n").toString());
    }
    assertThat(submit("", args.toArray(String[]::new))).as(err.toString()).isZero();
    List<String> ids = queued().stream().map(entry -> entry.id().text()).toList();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines)
        .extracting(line -> line.substring(0, 26))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(lines)
        .extracting(line -> line.substring(27))
        .isEqualTo(args.subList(4, args.size()));
    assertThat(err.toString()).isEmpty();
  }
}
