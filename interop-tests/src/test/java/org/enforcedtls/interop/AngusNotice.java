package org.enforcedtls.interop;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;

/** What the DSN classes of Angus Mail read of a notice. */
final class AngusNotice {
  private AngusNotice() {}

  static Stream<String> read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
      if (!(message.getContent() instanceof MultipartReport report)
          || !(report.getReport() instanceof DeliveryStatus status)) {
        throw new IOException("no delivery status: " + message.getContentType());
      }
      return IntStream.range(0, status.getRecipientDSNCount())
          .mapToObj(status::getRecipientDSN)
          .map(AngusNotice::line);
    }
  }

  private static String line(InternetHeaders recipient) {
    return String.join(
        " ",
        recipient.getHeader("Final-Recipient", null).replaceFirst("^[^;]*; *", ""),
        recipient.getHeader("Action", null),
        recipient.getHeader("Status", null));
  }
}
