package org.enforcedtls.testkit.mx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedMx} recorded of one connection; it grows while the connection lives. Safe
 * for use by several threads at once.
 */
public final class MxConnection {
  private final int number;
  private final WireLog wireLog;
  private final Changes changes;
  private final List<SmtpCommand> commands = new ArrayList<>();
  private final List<ReceivedMessage> transferred = new ArrayList<>();
  private @Nullable NegotiatedTls tls;
  private @Nullable String tlsFailure;
  private int turns = 1;
  private boolean ended;

  MxConnection(int number, WireLog wireLog, Changes changes) {
    this.number = number;
    this.wireLog = wireLog;
    this.changes = changes;
  }

  /** Wakes those who wait; outside the lock of this object, as they hold theirs while looking. */
  void changed() {
    changes.happened();
  }

  synchronized void add(SmtpCommand command) {
    commands.add(command);
    if (command.timing() == SmtpCommand.Timing.AFTER_REPLY) {
      turns++;
    }
  }

  synchronized void addTurn() {
    turns++;
  }

  synchronized void add(ReceivedMessage message) {
    transferred.add(message);
  }

  synchronized void negotiated(NegotiatedTls negotiated) {
    tls = negotiated;
  }

  synchronized void tlsFailed(String why) {
    tlsFailure = why;
  }

  synchronized void end() {
    ended = true;
  }

  /**
   * Which connection it is.
   *
   * @return 1 for the first that the server accepted
   */
  public int number() {
    return number;
  }

  /**
   * What went over the wire.
   *
   * @return the log, which grows
   */
  public WireLog wireLog() {
    return wireLog;
  }

  /**
   * The command lines, in order; content is not among them.
   *
   * @return what was there at the time of the call
   */
  public synchronized List<SmtpCommand> commands() {
    return List.copyOf(commands);
  }

  /**
   * The verbs of {@link #commands()}.
   *
   * @return in capitals
   */
  public List<String> verbs() {
    return commands().stream().map(SmtpCommand::verb).toList();
  }

  /**
   * Messages whose content came to its end, accepted or not.
   *
   * @return what was there at the time of the call
   */
  public synchronized List<ReceivedMessage> transferredMessages() {
    return List.copyOf(transferred);
  }

  /**
   * Messages whose content was answered 2yz.
   *
   * @return what was there at the time of the call
   */
  public List<ReceivedMessage> messages() {
    return transferredMessages().stream().filter(ReceivedMessage::isAccepted).toList();
  }

  /**
   * What the handshake led to.
   *
   * @return empty if there was none or it failed
   */
  public synchronized Optional<NegotiatedTls> tls() {
    return Optional.ofNullable(tls);
  }

  /**
   * Why TLS failed, in the handshake or after it.
   *
   * @return the words of the TLS engine, with the name of the alert that the client sent, if it
   *     sent one, such as {@code Received fatal alert: bad_certificate}; those of TCP if the client
   *     ended the connection in the handshake; empty if TLS did not fail
   */
  public synchronized Optional<String> tlsFailure() {
    return Optional.ofNullable(tlsFailure);
  }

  /**
   * Whether the server is done with it.
   *
   * @return true once the connection has ended, whoever ended it
   */
  public synchronized boolean isEnded() {
    return ended;
  }

  /**
   * How often the client waited for the server: for the greeting, for the reply to each command
   * that was not pipelined behind another, and for the reply to content after DATA. Handshakes of
   * TLS and TCP are not in it. A command that was pipelined but came in a later segment may be
   * counted as waited for, so this is an upper bound.
   *
   * @return 1 or more
   */
  public synchronized int turns() {
    return turns;
  }

  /** The dialogue, for the message of a failed assertion. */
  @Override
  public String toString() {
    return "connection " + number + "\n" + wireLog;
  }
}
