package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.LoopbackDns.Script.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResolversTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final String MX_FI = "MX fi.example";
  private static final String RECORD = "fi.example. 300 MX 10 mx.fi.example.";

  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsClientBuilder once() {
    return dns.client().rounds(1);
  }

  private DnsAnswer<MxRecord> mx() {
    return once().build().mx(FI);
  }

  private void assertFailed(LookupFault fault, String detail) {
    Failures.assertFailed(mx(), fault, detail);
  }

  @Test
  void queriesAskForRecursionAndHaveRandomIdentifiers() {
    dns.rcode(MX_FI, Rcode.SERVFAIL);
    dns.client().rounds(10).build().mx(FI);
    assertThat(dns.queries())
        .hasSize(10)
        .allMatch(query -> query.getHeader().getFlag(Flags.RD))
        .extracting(query -> query.getHeader().getID())
        .doesNotHaveDuplicates()
        .isNotEqualTo(dns.queries().stream().map(q -> q.getHeader().getID()).sorted().toList());
  }

  @Test
  void silentResolverTimesOut() {
    dns.silent(MX_FI);
    DnsClient client = once().queryTimeout(Duration.ofMillis(50)).build();
    Failures.assertFailed(client.mx(FI), LookupFault.TIMED_OUT, "gave no answer in time");
  }

  @Test
  void totalTimeBoundsAllRounds() {
    dns.silent(MX_FI);
    DnsClient client =
        dns.client()
            .rounds(10)
            .queryTimeout(Duration.ofMillis(60))
            .totalTimeout(Duration.ofMillis(100))
            .build();
    Failures.assertFailed(client.mx(FI), LookupFault.TIMED_OUT, "gave no answer in time");
    assertThat(dns.log()).hasSizeBetween(1, 2);
  }

  @Test
  void closedPortIsUnreachableAtOnce() throws IOException {
    InetSocketAddress closed;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      closed = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    DnsClient client = dns.client().resolvers(List.of(closed)).build();
    Failures.assertFailed(client.mx(FI), LookupFault.UNREACHABLE, "cannot be reached");
  }

  @Test
  void nextResolverIsAskedAndRemembered() throws IOException {
    try (LoopbackDns broken = LoopbackDns.start()) {
      broken.rcode(MX_FI, Rcode.SERVFAIL);
      dns.records(MX_FI, RECORD);
      DnsClient client =
          DnsClient.builder()
              .resolvers(List.of(broken.address(), dns.address()))
              .cache(DnsCacheBounds.off())
              .build();
      assertThat(client.mx(FI).records()).hasSize(1);
      assertThat(client.mx(FI).records()).hasSize(1);
      assertThat(broken.log()).hasSize(1);
      assertThat(dns.log()).hasSize(2);
    }
  }

  @Test
  void failureNamesEveryTryInItsDetail() {
    dns.rcode(MX_FI, Rcode.SERVFAIL);
    DnsAnswer<MxRecord> answer = dns.client().rounds(2).build().mx(FI);
    Failures.assertFailed(answer, LookupFault.SERVER_FAILURE, "SERVFAIL; 127.0.0.1");
    assertThat(dns.log()).hasSize(2);
  }

  @Test
  void secondRoundMayHaveTheAnswer() {
    dns.on(
        MX_FI,
        (query, transport) ->
            dns.log().size() == 1
                ? LoopbackDns.answering(Rcode.SERVFAIL, a -> {}).answer(query, transport)
                : LoopbackDns.answering(
                        Rcode.NOERROR, a -> LoopbackDns.add(a, Section.ANSWER, RECORD))
                    .answer(query, transport));
    assertThat(dns.client().build().mx(FI).records()).hasSize(1);
  }

  @Test
  void truncatedAnswerIsFetchedOverTcp() {
    dns.on(
        MX_FI,
        (query, transport) -> {
          Message answer = LoopbackDns.answerTo(query);
          if (transport == Transport.UDP) {
            answer.getHeader().setFlag(Flags.TC);
          } else {
            LoopbackDns.add(answer, Section.ANSWER, RECORD);
          }
          return Optional.of(answer.toWire());
        });
    assertThat(mx().records()).hasSize(1);
    assertThat(dns.log()).containsExactly(MX_FI, MX_FI + "/TCP");
  }

  @Test
  void answerTruncatedOverTcpTooIsMalformed() {
    dns.on(MX_FI, LoopbackDns.answering(Rcode.NOERROR, a -> a.getHeader().setFlag(Flags.TC)));
    assertFailed(LookupFault.MALFORMED, "truncated its answer, over TCP too");
  }

  @Test
  void answerWithAnotherIdentifierIsNoAnswer() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> {
              LoopbackDns.add(answer, Section.ANSWER, RECORD);
              answer.getHeader().setID(answer.getHeader().getID() ^ 1);
            }));
    assertFailed(LookupFault.MALFORMED, "invalid message id");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          evil.example., MX, IN
          fi.example.,   A,  IN
          fi.example.,   MX, CH
          """)
  void answerToAnotherQuestionIsNoAnswer(String name, String type, String dclass) {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> {
              answer.removeAllRecords(Section.QUESTION);
              answer.addRecord(
                  Record.newRecord(Name.fromString(name), Type.value(type), DClass.value(dclass)),
                  Section.QUESTION);
              LoopbackDns.add(answer, Section.ANSWER, RECORD);
            }));
    assertFailed(LookupFault.MALFORMED, "cannot be read");
  }

  @Test
  void answerWithoutQuestionIsNoAnswer() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(Rcode.NOERROR, answer -> answer.removeAllRecords(Section.QUESTION)));
    assertFailed(LookupFault.MALFORMED, "cannot be read");
  }

  @Test
  void queryThatComesBackIsNoAnswer() {
    dns.on(MX_FI, (query, transport) -> Optional.of(query.toWire()));
    assertFailed(LookupFault.MALFORMED, "a message that is no answer");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 12, 20})
  void answerCutShortIsMalformed(int octets) {
    dns.on(
        MX_FI,
        (query, transport) -> {
          byte[] whole = LoopbackDns.answerTo(query).toWire();
          return Optional.of(Arrays.copyOf(whole, octets));
        });
    DnsClient client = once().queryTimeout(Duration.ofMillis(200)).build();
    assertThat(client.mx(FI).failure()).isPresent();
  }

  @Test
  void interruptedCallerGetsAFailureAndKeepsItsFlag() {
    dns.silent(MX_FI);
    DnsClient client = once().queryTimeout(Duration.ofMillis(50)).build();
    Thread.currentThread().interrupt();
    DnsAnswer<MxRecord> answer = client.mx(FI);
    assertThat(Thread.interrupted()).isTrue();
    Failures.assertFailed(answer, LookupFault.INTERRUPTED, "interrupted");
  }
}
