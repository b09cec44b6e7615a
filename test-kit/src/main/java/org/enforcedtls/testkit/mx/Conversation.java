package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One dialogue: reads commands, and plays what is scripted on each. A cue without script gets the
 * reply of a host that works, or a refusal if the command is out of order; a script is played in
 * any order. For one thread.
 */
final class Conversation {
  private static final String NO_SENDER = "503 5.5.1 MAIL first\r\n";
  private static final String NO_RECIPIENT = "554 5.5.1 no valid recipients\r\n";

  private final MxSetup setup;
  private final Supplier<Scripts> scripts;
  private final Channel channel;
  private final Performer performer;
  private final MxConnection record;

  /** How often each cue has come. */
  private final Map<Cue, Integer> times = new EnumMap<>(Cue.class);

  private @Nullable Transaction transaction;
  private int recipientCommands;

  Conversation(
      MxSetup setup,
      Supplier<Scripts> scripts,
      Channel channel,
      Performer performer,
      MxConnection record) {
    this.setup = setup;
    this.scripts = scripts;
    this.channel = channel;
    this.performer = performer;
    this.record = record;
  }

  void run() throws IOException {
    try {
      play(Cue.CONNECT);
      while (!performer.isOver()) {
        String line = channel.readLine();
        if (line == null) {
          return;
        }
        SmtpCommand command = new SmtpCommand(line, channel.protection(), performer.timing());
        record.add(command);
        answer(command);
      }
    } catch (SSLException e) {
      record.tlsFailed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void answer(SmtpCommand command) throws IOException {
    Cue cue = Cue.of(command.verb(), command.protection());
    switch (cue) {
      case EHLO, EHLO_TLS, HELO, RSET -> {
        transaction = null;
        play(cue);
      }
      case STARTTLS -> startTls();
      case MAIL -> mail(command);
      case RCPT -> recipient(command);
      case DATA -> data();
      case BDAT -> chunk(command);
      case QUIT -> {
        play(cue);
        if (!performer.isOver()) {
          performer.close();
        }
      }
      default -> play(cue);
    }
  }

  private void startTls() throws IOException {
    transaction = null;
    String code = play(Cue.STARTTLS);
    if (code.equals("220") && !performer.isOver() && setup.tls() != null) {
      try {
        record.negotiated(NegotiatedTls.of(channel.startTls(setup.tls())));
      } catch (IOException e) {
        record.tlsFailed(String.valueOf(e.getMessage()));
        throw e;
      }
      performer.begunAnew();
    }
  }

  private void mail(SmtpCommand command) throws IOException {
    recipientCommands = 0;
    String code = play(Cue.MAIL);
    transaction =
        isPositive(code) ? new Transaction(EnvelopePath.parse(command.argument()), room()) : null;
  }

  private void recipient(SmtpCommand command) throws IOException {
    String code = transaction == null ? playUnlessDefault(Cue.RCPT, NO_SENDER) : play(Cue.RCPT);
    recipientCommands++;
    if (transaction != null && isPositive(code)) {
      transaction.accept(EnvelopePath.parse(command.argument()));
    }
  }

  private void data() throws IOException {
    Transaction open = transactionOrStray();
    ContentReader reader = new DataReader(channel, open.content());
    performer.offer(reader);
    String code = open.hasRecipients() ? play(Cue.DATA) : playUnlessDefault(Cue.DATA, NO_RECIPIENT);
    if (code.startsWith("3") && !performer.isOver()) {
      reader.readToEnd();
      record.addTurn();
      endOfContent(open);
    }
  }

  private void chunk(SmtpCommand command) throws IOException {
    Chunk chunk = Chunk.parse(command.argument());
    Transaction open = transactionOrStray();
    transaction = open;
    ContentReader reader = new ChunkReader(channel, open.content(), chunk.sizeOctets());
    performer.offer(reader);
    play(Cue.CHUNK_START);
    if (performer.isOver()) {
      return;
    }
    reader.readToEnd();
    if (!chunk.isLast()) {
      play(Cue.BDAT);
    } else if (open.hasRecipients()) {
      endOfContent(open);
    } else {
      transaction = null;
      playUnlessDefault(Cue.END_OF_CONTENT, NO_RECIPIENT);
    }
  }

  private void endOfContent(Transaction finished) throws IOException {
    transaction = null;
    ReceivedMessage message = finished.message(channel.protection());
    record.add(message);
    String code =
        play(
            Cue.END_OF_CONTENT,
            reply -> {
              if (isPositive(reply)) {
                message.accept();
                record.changed();
              }
            });
    if (isPositive(code) && !performer.isOver() && isScripted(Cue.IDLE) && !channel.hasInput()) {
      channel.flush();
      play(Cue.IDLE);
    }
  }

  /** A script may have let content in where no transaction is; it is recorded all the same. */
  private Transaction transactionOrStray() {
    return transaction == null
        ? new Transaction(new EnvelopePath("", List.of()), room())
        : transaction;
  }

  private ContentRecord room() {
    return ContentRecord.upTo(setup.recordLimitOctets());
  }

  private static boolean isPositive(String code) {
    return code.startsWith("2");
  }

  private boolean isScripted(Cue cue) {
    return scripts.get().on(nextTurn(cue), recipientCommands) != null;
  }

  private Scripts.Turn nextTurn(Cue cue) {
    return new Scripts.Turn(cue, times.getOrDefault(cue, 0) + 1);
  }

  private String playUnlessDefault(Cue cue, String refusal) throws IOException {
    if (isScripted(cue)) {
      return play(cue);
    }
    times.merge(cue, 1, Integer::sum);
    return perform(List.of(Action.send(refusal)), reply -> {});
  }

  private String play(Cue cue) throws IOException {
    return play(cue, reply -> {});
  }

  private String play(Cue cue, Consumer<String> onReply) throws IOException {
    List<Action> script = scripts.get().on(nextTurn(cue), recipientCommands);
    times.merge(cue, 1, Integer::sum);
    return perform(
        script == null ? List.of(Action.send(setup.defaultReply(cue))) : script, onReply);
  }

  private String perform(List<Action> script, Consumer<String> onReply) throws IOException {
    if (!setup.delayEach().equals(Duration.ZERO)) {
      performer.pause(setup.delayEach());
    }
    return performer.play(script, onReply);
  }
}
