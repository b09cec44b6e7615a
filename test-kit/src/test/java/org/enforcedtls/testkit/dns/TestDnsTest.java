package org.enforcedtls.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.DnsQuery.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

class TestDnsTest {
  private final TestDns dns = TestDns.start();

  @AfterEach
  void stop() {
    dns.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fi.example       | MX    | 10 mx1.fi.example. ; 20 mx2.fi.example.
          FI.Example.      | MX    | 10 mx1.fi.example. ; 20 mx2.fi.example.
          mx1.fi.example   | A     | 192.0.2.1 ; 192.0.2.2
          mx1.fi.example   | AAAA  | 2001:db8:0:0:0:0:0:1
          none.example     | MX    | 0 .
          _mta.fi.example  | TXT   | "v=STSv1;" id=\\"1\\\\
          fi.example       | SOA   | a. b. 1 2 3 4 5
          """)
  void recordIsServedAsAdded(String name, String type, String expected) throws IOException {
    fill();

    Message answer = ask(name, type);

    // Names in the answer are compressed into the question, and take its case.
    assertThat(rdata(answer))
        .map(text -> text.replace("FI.Example", "fi.example"))
        .containsExactlyInAnyOrder(expected.split(" ; "));
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
  }

  private void fill() {
    dns.mx("fi.example", 10, "mx1.fi.example")
        .mx("fi.example.", 20, "mx2.fi.example.")
        .address("mx1.fi.example", "192.0.2.1", "192.0.2.2", "2001:db8::1")
        .nullMx("none.example")
        .txt("_mta.fi.example", "v=STSv1;", "id=\"1\\")
        .add("fi.example", "SOA", "a. b. 1 2 3 4 5");
  }

  @ParameterizedTest
  @CsvSource({
    "unknown.example, MX,   NXDOMAIN",
    "unknown,         A,    NXDOMAIN",
    "fi.example,      A,    NOERROR",
    "mx1.fi.example,  MX,   NOERROR",
    "example,         MX,   NOERROR", // The name exists, as names below it do.
    "i.example,       MX,   NXDOMAIN",
  })
  void whatWasNotAddedIsDenied(String name, String type, String rcode) throws IOException {
    fill();

    Message answer = ask(name, type);

    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(answer.getSection(Section.AUTHORITY))
        .singleElement()
        .matches(soa -> soa.getType() == Type.SOA);
  }

  @Test
  void aliasIsFollowed() throws IOException {
    dns.cname("a.example", "b.example").cname("b.example", "c.example");
    dns.address("c.example", "192.0.2.3");

    assertThat(rdata(ask("a.example", "A")))
        .containsExactly("b.example.", "c.example.", "192.0.2.3");
    assertThat(rdata(ask("a.example", "CNAME"))).containsExactly("b.example.");
    assertThat(rdata(ask("a.example", "MX"))).containsExactly("b.example.", "c.example.");
  }

  @Test
  void aliasOfUnknownNameIsServedWithNxdomain() throws IOException {
    dns.cname("a.example", "gone.example");

    Message answer = ask("a.example", "A");

    assertThat(rdata(answer)).containsExactly("gone.example.");
    assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void loopOfAliasesIsServedOnce() throws IOException {
    dns.cname("a.example", "b.example").cname("b.example", "a.example");

    assertThat(rdata(ask("a.example", "A"))).containsExactly("b.example.", "a.example.");
  }

  @Test
  void aliasSharesTheBehaviourOfItsTarget() throws IOException {
    dns.cname("a.example", "b.example").address("b.example", "192.0.2.1");
    dns.behave("b.example", "A", DnsBehaviour.SERVFAIL);

    assertThat(ask("a.example", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, NXDOMAIN",
    "NODATA, NOERROR",
    "SERVFAIL, SERVFAIL",
    "REFUSED, REFUSED",
  })
  void denialHidesTheRecords(DnsBehaviour behaviour, String rcode) throws IOException {
    dns.nullMx("fi.example").address("fi.example", "192.0.2.1");
    dns.behave("fi.example", "MX", behaviour);

    Message answer = ask("fi.example", "MX");

    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(rdata(ask("fi.example", "A"))).containsExactly("192.0.2.1");
    dns.behaveNormally("fi.example", "MX");
    assertThat(rdata(ask("fi.example", "MX"))).containsExactly("0 .");
  }

  @Test
  void timeoutIsNeverAnswered() throws Exception {
    dns.nullMx("fi.example").behave("fi.example", "MX", DnsBehaviour.TIMEOUT);
    byte[] query = query("fi.example", "MX").toWire();

    try (DatagramSocket udp = new DatagramSocket();
        Socket tcp = new Socket(dns.socketAddress().getAddress(), dns.socketAddress().getPort())) {
      udp.setSoTimeout(50);
      tcp.setSoTimeout(50);
      udp.send(new DatagramPacket(query, query.length, dns.socketAddress()));
      tcp.getOutputStream().write(new byte[] {0, (byte) query.length});
      tcp.getOutputStream().write(query);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> udp.receive(new DatagramPacket(new byte[512], 512)));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> tcp.getInputStream().read());
    }
    assertThat(dns.countOf("fi.example", "MX")).isEqualTo(2);
  }

  @Test
  void truncatedDatagramIsWholeOverTcp() throws IOException {
    dns.nullMx("fi.example").behave("fi.example", "MX", DnsBehaviour.TRUNCATED);

    assertThat(rdata(ask("fi.example", "MX"))).containsExactly("0 .");
    assertThat(dns.queries())
        .containsExactly(
            new DnsQuery("fi.example", "MX", Transport.UDP),
            new DnsQuery("fi.example", "MX", Transport.TCP));
  }

  @Test
  void answerLargerThanTheDatagramIsTruncated() throws IOException {
    for (int i = 0; i < 40; i++) {
      dns.mx("big.example", i, "host-" + i + ".a-long-name.example");
    }

    SimpleResolver resolver = resolver();
    resolver.setEDNS(-1);

    Message answer = resolver.send(query("big.example", "MX"));

    assertThat(rdata(answer)).hasSize(40);
    assertThat(dns.queries())
        .extracting(DnsQuery::transport)
        .containsExactly(Transport.UDP, Transport.TCP);
  }

  @Test
  void ednsLetsALargerAnswerIntoTheDatagram() throws IOException {
    for (int i = 0; i < 40; i++) {
      dns.mx("big.example", i, "host-" + i + ".a-long-name.example");
    }
    SimpleResolver resolver = resolver();
    resolver.setEDNS(0, 4096, 0);

    Message answer = resolver.send(query("big.example", "MX"));

    assertThat(rdata(answer)).hasSize(40);
    assertThat(answer.getOPT()).isNotNull();
    assertThat(dns.queries()).extracting(DnsQuery::transport).containsExactly(Transport.UDP);
  }

  @Test
  void malformedAnswerCannotBeParsedAndHasTheRightId() throws IOException {
    dns.nullMx("fi.example").behave("fi.example", "MX", DnsBehaviour.MALFORMED);
    Message query = query("fi.example", "MX");

    byte[] answer = datagram(query.toWire());

    assertThat(new Header(Arrays.copyOf(answer, 12)).getID()).isEqualTo(query.getHeader().getID());
    assertThatExceptionOfType(WireParseException.class).isThrownBy(() -> new Message(answer));
  }

  @Test
  void wrongIdIsNotTheOneAsked() throws IOException {
    dns.nullMx("fi.example").behave("fi.example", "MX", DnsBehaviour.WRONG_ID);
    Message query = query("fi.example", "MX");

    Message answer = new Message(datagram(query.toWire()));

    assertThat(answer.getHeader().getID()).isNotEqualTo(query.getHeader().getID());
    assertThat(rdata(answer)).containsExactly("0 .");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUNCATED", "WRONG_ID"})
  void behaviourOfAnUnknownNameLeavesItUnknown(DnsBehaviour behaviour) throws IOException {
    dns.behave("gone.example", "MX", behaviour);

    byte[] query = query("gone.example", "MX").toWire();

    assertThat(new Message(datagram(query)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void ttlHoldsForTheRecordsAddedAfterIt() throws IOException {
    dns.nullMx("a.example").ttl(Duration.ofSeconds(7)).nullMx("b.example");

    assertThat(ttl("a.example")).isEqualTo(3600);
    assertThat(ttl("b.example")).isEqualTo(7);
    assertThatIllegalArgumentException().isThrownBy(() -> dns.ttl(Duration.ofSeconds(-1)));
  }

  @Test
  void recordsChangeWhileTheServerRuns() throws IOException {
    dns.mx("fi.example", 10, "old.example");
    assertThat(rdata(ask("fi.example", "MX"))).containsExactly("10 old.example.");

    dns.remove("fi.example", "MX").mx("fi.example", 10, "new.example");

    assertThat(rdata(ask("fi.example", "MX"))).containsExactly("10 new.example.");
    assertThat(dns.countOf("FI.example.", "MX")).isEqualTo(2);
  }

  @Test
  void tlsaStandsAtPort25OfTheHost() throws Exception {
    TestCa ca = TestCa.create("Test CA");
    dns.tlsa("mx.example", Tlsa.daneEe(ca.certificate()));
    dns.tlsa("mx.example", Tlsa.daneTa(ca.certificate())).tlsa("mx.example", "3 1 1 00");

    assertThat(rdata(ask("_25._tcp.mx.example", "TLSA")))
        .satisfiesExactly(
            ee -> assertThat(ee).matches("3 1 1 [0-9A-F]{64}"),
            ta -> assertThat(ta).matches("2 0 1 [0-9A-F]{64}"),
            tooShort -> assertThat(tooShort).isEqualTo("3 1 1 00"));
  }

  @Test
  void oneConnectionCarriesSeveralQueries() throws IOException {
    dns.nullMx("a.example").nullMx("b.example");
    try (Socket tcp = new Socket(dns.socketAddress().getAddress(), dns.socketAddress().getPort())) {
      for (String name : List.of("a.example", "b.example")) {
        byte[] query = query(name, "MX").toWire();
        tcp.getOutputStream().write(new byte[] {0, (byte) query.length});
        tcp.getOutputStream().write(query);
        DataInputStream in = new DataInputStream(tcp.getInputStream());
        byte[] answer = in.readNBytes(in.readUnsignedShort());
        assertThat(rdata(new Message(answer))).containsExactly("0 .");
      }
    }
  }

  @Test
  void octetsThatAreNoQueryAreSurvived() throws IOException {
    dns.nullMx("fi.example");
    Message answer = query("fi.example", "MX");
    answer.getHeader().setFlag(Flags.QR);
    send(new byte[] {1, 2, 3});
    send(answer.toWire());

    assertThat(rdata(ask("fi.example", "MX"))).containsExactly("0 .");
    assertThat(dns.queries()).hasSize(1);
  }

  @Test
  void queryThatIsNoPlainQuestionIsAnsweredWithItsFault() throws IOException {
    Message update = query("fi.example", "SOA");
    update.getHeader().setOpcode(Opcode.UPDATE);

    assertThat(new Message(datagram(update.toWire())).getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(new Message(datagram(new Message(7).toWire())).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void whatIsNoRecordIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> dns.add("a.example", "NOTYPE", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> dns.add("a.example", "A", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> dns.address("a.example", "192.0.2"));
    assertThatIllegalArgumentException().isThrownBy(() -> dns.mx("a..example", 10, "b.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> dns.mx("a.example", 65536, "b.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> dns.tlsa("a.example", "3 1"));
  }

  @Test
  void serversDoNotDisturbEachOther() throws IOException {
    try (TestDns other = TestDns.start()) {
      dns.mx("fi.example", 10, "mine.example");
      other.mx("fi.example", 10, "theirs.example");

      assertThat(rdata(ask("fi.example", "MX"))).containsExactly("10 mine.example.");
      assertThat(other.queries()).isEmpty();
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> TestDns.startAt(other.socketAddress()));
    }
  }

  private Message ask(String name, String type) throws IOException {
    return resolver().send(query(name, type));
  }

  private SimpleResolver resolver() {
    SimpleResolver resolver = new SimpleResolver(dns.socketAddress());
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  private static Message query(String name, String type) throws IOException {
    return Message.newQuery(
        Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN));
  }

  private long ttl(String name) throws IOException {
    return ask(name, "MX").getSection(Section.ANSWER).get(0).getTTL();
  }

  private static List<String> rdata(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  private void send(byte[] octets) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(octets, octets.length, dns.socketAddress()));
    }
  }

  private byte[] datagram(byte[] octets) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5000);
      socket.send(new DatagramPacket(octets, octets.length, dns.socketAddress()));
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }
}
