package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.enforcedtls.message.MailContent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageOctetsTest {
  private static final String HEADER = "Subject: x\r\n\r\n";

  /** A block has 65,536 octets. */
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073})
  void messageOfAnySizeIsReadAsOftenAsItIsOpened(int sizeOctets)
      throws MessagingException, IOException {
    String text = HEADER + "y".repeat(sizeOctets - HEADER.length());
    MimeMessage message = MailScene.parsed(Session.getInstance(new Properties()), text);
    MailContent content = MessageOctets.of(message);

    for (int time = 1; time <= 2; time++) {
      try (InputStream in = content.open()) {
        assertThat(in.readAllBytes()).asString().isEqualTo(text);
      }
    }
  }
}
