package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.enforcedtls.testkit.PackageExample;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;

class PackageExampleTest {
  /** What a reader has in its place. */
  private static final class Application {
    void sendTo(InetSocketAddress host, SSLContext trust) throws IOException {
      try (RawClient client = new RawClient(host)) {
        client.reply();
        client.say("STARTTLS\r\n");
        client.startTls(trust);
        client.say("EHLO client.test\r\n");
        client.say("MAIL FROM:<a@x.test>\r\n");
        client.say("RCPT TO:<known@y.test>\r\n");
        client.say("RCPT TO:<unknown@y.test>\r\n");
        client.say("BDAT 2 LAST\r\n\r\n");
      }
    }
  }

  @Test
  void exampleIsThatOfThePackage() throws IOException {
    Application application = new Application();

    TestCa ca = TestCa.create("Test CA");
    try (ScriptedMx mx =
        ScriptedMx.builder()
            .certificate(ca.issue("mx.test"))
            .recipients("250 2.1.5 ok\r\n", "550 5.1.1 no such user\r\n")
            .start()) {
      application.sendTo(mx.address(), ca.clientContext());

      ReceivedMessage message = mx.awaitMessages(1, Duration.ofSeconds(5)).get(0);
      assertThat(message.protection()).isEqualTo(Protection.TLS);
      assertThat(message.recipients()).hasSize(1);
    }
    PackageExample.isPartOf(getClass());
  }
}
