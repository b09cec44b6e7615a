package org.enforcedtls.internal.session;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.wire.Connection;

/**
 * Some transactions that are sent together before the host has answered the first: one round trip
 * for all of them. A RSET before each but the first keeps what became of one from the next. For one
 * thread.
 *
 * <p>The price: a connection that breaks leaves every transaction without final reply in doubt, and
 * not only one.
 */
public final class Flight {
  private final Connection connection;
  private final List<Transaction> transactions;

  Flight(Connection connection, List<Transaction> transactions) {
    this.connection = connection;
    this.transactions = List.copyOf(transactions);
  }

  /**
   * Carries the transactions out as far as the host lets them. Blocking.
   *
   * @throws org.enforcedtls.internal.wire.ProtocolException if there was one reply too many, or one
   *     that is none: then nobody can say which reply belonged to which transaction
   * @throws ContentUnreadableException if a content cannot be read; the host has no whole message
   *     of that transaction and those after it
   * @throws IOException if the connection broke
   */
  public void run() throws IOException {
    connection.enter(DialogueStep.MAIL);
    connection.requireNothingUnread();
    int written = 0;
    try {
      for (Transaction transaction : transactions) {
        if (written > 0) {
          connection.write("RSET");
        }
        transaction.writeFirstGroup();
        written++;
      }
    } catch (ContentUnreadableException e) {
      // The host waits for the rest of this chunk, and has all the transactions before it.
      connection.flush();
      readReplies(written);
      throw e;
    }
    connection.flush();
    if (readReplies(written)) {
      connection.requireNothingUnread();
    }
  }

  /** False if the host closed the connection before the last one. */
  private boolean readReplies(int written) throws IOException {
    for (int i = 0; i < written; i++) {
      Transaction transaction = transactions.get(i);
      if (i > 0) {
        transaction.readReplyToReset();
      }
      if (!transaction.replies().isClosing()) {
        transaction.readReplies();
      }
      if (transaction.replies().isClosing()) {
        return false;
      }
    }
    return true;
  }
}
