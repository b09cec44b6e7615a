package org.enforcedtls.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An application that writes an invoice and the mail about it in one transaction of PostgreSQL:
 * both are there, or neither is. The partner runs in this process.
 */
public final class InvoiceMail {
  private static final String CHECK_VIOLATION = "23514";

  private final DataSource source;
  private final DeliveryQueue queue;
  private final PrintStream out;

  private InvoiceMail(DataSource source, DeliveryQueue queue, PrintStream out) {
    this.source = source;
    this.queue = queue;
    this.out = out;
  }

  /**
   * Writes two invoices, of which the database refuses one, and sends the mail about the other.
   *
   * @param args the URL of a database, such as {@code jdbc:postgresql://localhost/test?user=test}
   * @throws SQLException if the database cannot be used
   * @throws IOException if the queue cannot be used or a server cannot be started
   */
  public static void main(String[] args) throws SQLException, IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected jdbc:postgresql://host/database?user=…");
    }
    run(args[0], System.out);
  }

  static void run(String url, PrintStream out) throws SQLException, IOException {
    PGSimpleDataSource source = new PGSimpleDataSource(); // an application has a pool here
    source.setUrl(url);
    try (Partners partners = new Partners();
        EnforcedTlsClient client = partners.client();
        DeliveryQueue queue = DeliveryQueue.inPostgres(source).open();
        QueueWorker worker = queue.worker(client).build()) {
      InvoiceMail application = new InvoiceMail(source, queue, out);
      application.createTable();
      List<QueueId> ids = application.write("INV-1", new BigDecimal("250.00"));
      application.write("INV-2", new BigDecimal("-10.00"));
      worker.doAllThatIsDue(); // on an application's nodes, start() in place of build() does it
      for (QueueId id : ids) {
        queue
            .list(QueueQuery.of(id), 1)
            .forEach(entry -> out.println(entry.recipient() + ": " + entry.state().code()));
      }
    }
  }

  private void createTable() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS example_invoice");
      statement.execute(
          "CREATE TABLE example_invoice (id text PRIMARY KEY,"
              + " amount numeric NOT NULL CHECK (amount > 0))");
    }
  }

  /** The invoice and its mail, or neither. */
  private List<QueueId> write(String invoice, BigDecimal amount) throws SQLException, IOException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<QueueId> ids = queue.enqueue(connection, List.of(mailAbout(invoice, amount)));
        insert(connection, invoice, amount);
        connection.commit();
        print(invoice + " is committed");
        return ids;
      } catch (SQLException | IOException e) {
        connection.rollback();
        if (e instanceof SQLException s && CHECK_VIOLATION.equals(s.getSQLState())) {
          print(invoice + " is refused and rolled back");
          return List.of();
        }
        throw e;
      }
    }
  }

  private static QueueSubmission mailAbout(String invoice, BigDecimal amount) {
    String text = "Subject: Invoice " + invoice + "\n\nPlease pay " + amount + " EUR.\n";
    return QueueSubmission.of(
        Envelope.from("invoices@bank.example").to("inbox@good.example").build(),
        MailContent.ofOctets(text.getBytes(UTF_8)));
  }

  private static void insert(Connection connection, String invoice, BigDecimal amount)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO example_invoice VALUES (?, ?)")) {
      statement.setString(1, invoice);
      statement.setBigDecimal(2, amount);
      statement.executeUpdate();
    }
  }

  private void print(String event) throws SQLException, IOException {
    out.println(
        event
            + ": invoices "
            + count()
            + ", messages in the queue "
            + queue.stats().openMessages());
  }

  private long count() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM example_invoice")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
