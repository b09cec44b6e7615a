package org.enforcedtls.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class ClosedDnsTest {
  /** A stranger can take a port as soon as it is free, but not the port of every server. */
  private static final int SERVERS = 20;

  @Test
  void portIsFreeAtOnceAndServesTheNext() throws IOException {
    boolean served = false;
    for (int i = 0; i < SERVERS && !served; i++) {
      TestDns first = TestDns.start();
      Socket connection = connected(first);
      first.close();
      try (connection;
          TestDns next = TestDns.startAt(first.socketAddress())) {
        served = answers(next.nullMx("fi.example"));
      } catch (UncheckedIOException e) {
        served = false;
      }
    }
    assertThat(served).isTrue();
  }

  @Test
  void noThreadIsLeft() throws IOException {
    TestDns dns = TestDns.start().nullMx("fi.example");
    try (Socket idle = connected(dns)) {
      assertThat(answers(dns)).isTrue();
      assertThat(threadsOf(dns)).hasSizeGreaterThanOrEqualTo(2);

      dns.close();

      assertThat(threadsOf(dns)).isEmpty();
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closingAgainDoesNothing() {
    TestDns dns = TestDns.start();
    dns.close();

    assertThatCode(dns::close).doesNotThrowAnyException();
  }

  private static Socket connected(TestDns dns) throws IOException {
    return new Socket(dns.socketAddress().getAddress(), dns.socketAddress().getPort());
  }

  private static List<String> threadsOf(TestDns dns) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("test-dns") && name.endsWith(":" + port(dns)))
        .toList();
  }

  private static int port(TestDns dns) {
    return dns.socketAddress().getPort();
  }

  private static boolean answers(TestDns dns) throws IOException {
    SimpleResolver resolver = new SimpleResolver(dns.socketAddress());
    resolver.setTimeout(Duration.ofSeconds(5));
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString("fi.example."), Type.MX, DClass.IN));
    return resolver.send(query).getSection(Section.ANSWER).size() == 1;
  }
}
