package org.enforcedtls.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.ProtocolException;
import org.enforcedtls.reply.Reply;

/**
 * A dialogue that is inside TLS, every check passed. For one thread.
 *
 * <p><b>Guarantees.</b> An instance exists only after the handshake and all checks of the demand;
 * no MAIL was sent before. Nothing that was said in clear is remembered.
 */
public final class SmtpSession {
  private static final int READY = 220;
  private static final int DONE = 250;

  /**
   * After so long without a word the host may have left: then no content is sent before it has
   * answered, since nobody could say whether it got that.
   */
  private static final Duration MAY_HAVE_LEFT = Duration.ofSeconds(1);

  private final Connection connection;
  private final Capabilities capabilities;
  private final Passage passage;
  private boolean mayHaveLeft;
  private int begun;

  private SmtpSession(Connection connection, Capabilities capabilities, Passage passage) {
    this.connection = connection;
    this.capabilities = capabilities;
    this.passage = passage;
  }

  /**
   * Opens a dialogue: greeting, EHLO, STARTTLS, handshake, checks, EHLO. Blocking.
   *
   * @param connection just made
   * @param ehloName what this host calls itself
   * @param gate what the peer must pass
   * @return a session, or why there is none
   * @throws IOException if the connection broke, the handshake failed, or the host does not speak
   *     SMTP
   */
  public static Opening open(Connection connection, Domain ehloName, TlsGate gate)
      throws IOException {
    Optional<Opening> refusal = reachTls(connection, ehloName);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Passage passage = gate.pass(connection);
    if (!passage.isPassed()) {
      return new Opening.ChecksFailed(passage);
    }
    // RFC 3207 §4.2: what the host said in clear must be discarded, so it is asked again.
    Reply offeredInside;
    try {
      offeredInside = connection.command(DialogueStep.EHLO, "EHLO " + ehloName);
    } catch (IOException e) {
      throw gate.inTermsOfJsse(e);
    }
    return offeredInside.code() == DONE
        ? new Opening.Opened(new SmtpSession(connection, Capabilities.of(offeredInside), passage))
        : new Opening.RefusedInside(offeredInside, passage);
  }

  /**
   * Goes as far as the host's word that it is ready for TLS: greeting, EHLO, STARTTLS. Blocking.
   *
   * @param connection just made; after it only TLS may be spoken
   * @param ehloName what this host calls itself
   * @return why there is no TLS; empty if the host waits for it
   * @throws IOException if the connection broke, or the host does not speak SMTP
   */
  public static Optional<Opening> reachTls(Connection connection, Domain ehloName)
      throws IOException {
    connection.enter(DialogueStep.GREETING);
    Reply greeting = connection.readReply();
    if (greeting.code() != READY) {
      return Optional.of(new Opening.Refused(DialogueStep.GREETING, greeting));
    }
    Reply offered = connection.command(DialogueStep.EHLO, "EHLO " + ehloName);
    if (offered.code() != DONE) {
      return Optional.of(new Opening.Refused(DialogueStep.EHLO, offered));
    }
    if (!Capabilities.of(offered).offersStarttls()) {
      return Optional.of(new Opening.StarttlsNotOffered());
    }
    Reply starttls = connection.command(DialogueStep.STARTTLS, "STARTTLS");
    if (starttls.code() != READY) {
      return Optional.of(new Opening.Refused(DialogueStep.STARTTLS, starttls));
    }
    // Plaintext that is already here would be read as if it had come through TLS.
    return connection.hasUnreadOctets()
        ? Optional.of(new Opening.PlaintextInjected())
        : Optional.empty();
  }

  /**
   * What the host offers inside TLS.
   *
   * @return the capabilities
   */
  public Capabilities capabilities() {
    return capabilities;
  }

  /**
   * What was proved on the way in.
   *
   * @return the passage through the gate
   */
  public Passage passage() {
    return passage;
  }

  /**
   * Begins a transaction; one at a time.
   *
   * @param request what to send
   * @return a transaction that has not sent anything yet
   */
  public Transaction begin(TransactionRequest request) {
    begun++;
    boolean isCertain = !mayHaveLeft;
    mayHaveLeft = false;
    return new Transaction(
        connection,
        capabilities,
        request,
        isCertain ? Transaction.Start.ON_LIVE_CONNECTION : Transaction.Start.AFTER_REST);
  }

  /**
   * Puts transactions together, to be sent before the first is answered.
   *
   * @param transactions begun one after the other, none of them run; each can go unasked
   * @return a flight that has not sent anything yet
   */
  public Flight together(List<Transaction> transactions) {
    return new Flight(connection, transactions);
  }

  /**
   * Notes that nothing was said for a while.
   *
   * @param idle how long
   */
  public void rested(Duration idle) {
    mayHaveLeft = idle.compareTo(MAY_HAVE_LEFT) > 0;
  }

  /**
   * How many transactions were begun.
   *
   * @return 0 or more
   */
  public int begun() {
    return begun;
  }

  /**
   * How many transactions may be begun.
   *
   * @param ours at most so many, whatever the host says
   * @return at least 1
   */
  public int maxTransactions(int ours) {
    return capabilities.limits().maxMail().filter(limit -> limit < ours).orElse(ours);
  }

  /**
   * How many recipients a transaction may have.
   *
   * @param ours at most so many, whatever the host says
   * @return at least 1
   */
  public int maxRecipients(int ours) {
    return capabilities.limits().maxRcpt().filter(limit -> limit < ours).orElse(ours);
  }

  /**
   * Whether nothing has come since the last reply, as it has to be for another command. Never
   * blocks.
   *
   * @return false if something has, or the connection is known to be gone
   */
  public boolean isQuiet() {
    return connection.isQuiet();
  }

  /**
   * Whether the host has not ended TCP. For a session that is quiet; waits for a millisecond.
   *
   * @return false if the session is of no further use
   */
  public boolean isOpen() {
    return connection.isOpen();
  }

  /**
   * Abandons a transaction that went wrong before the content, so that another can begin. Blocking.
   *
   * @return empty if another can begin, else the reply with which the host closed the connection
   * @throws ProtocolException if the host does not agree, which RFC 5321 §4.1.1.5 has it do
   * @throws IOException if the connection broke
   */
  public Optional<Reply> reset() throws IOException {
    Reply reply = connection.command(DialogueStep.MAIL, "RSET");
    if (reply.isClosing()) {
      return Optional.of(reply);
    }
    if (!reply.isPositiveCompletion()) {
      throw new ProtocolException("expected 250 to RSET, found " + reply);
    }
    return Optional.empty();
  }

  /**
   * Says good-bye and does not wait for an answer: none of it could change an outcome (RFC 5321
   * §4.1.1.10 has the host answer before it closes).
   *
   * @throws IOException if the connection broke
   */
  public void quit() throws IOException {
    connection.enter(DialogueStep.QUIT);
    connection.write("QUIT");
    connection.flush();
    connection.closePolitely();
  }
}
