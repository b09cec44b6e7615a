package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class DnsCacheTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final String MX_FI = "MX fi.example";

  /** Of an MX record that names the root: length, preference and name. */
  private static final int RDATA_OCTETS = 2 + 2 + 1;

  private volatile Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsClient client(DnsCacheBounds bounds) {
    return dns.client().rounds(1).cache(bounds).clock(() -> now).build();
  }

  private DnsClient client() {
    return client(DnsCacheBounds.standard());
  }

  private void timeToLive(long seconds) {
    dns.records(MX_FI, "fi.example. " + seconds + " MX 10 mx.fi.example.");
  }

  /** Writes 32 bits of time into the octets, as dnsjava makes no record with the top bit set. */
  private void timeToLiveOnTheWire(long seconds) {
    dns.on(
        MX_FI,
        (query, transport) -> {
          Message answer = LoopbackDns.answerTo(query);
          LoopbackDns.add(answer, Section.ANSWER, "fi.example. 0 MX 10 .");
          byte[] octets = answer.toWire();
          int endOfTimeToLive = octets.length - RDATA_OCTETS;
          ByteBuffer.wrap(octets).putInt(endOfTimeToLive - Integer.BYTES, (int) seconds);
          return Optional.of(octets);
        });
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Test
  void answerIsUsedUntilItsTimeIsOver() {
    timeToLive(300);
    DnsClient client = client();
    DnsAnswer<MxRecord> first = client.mx(FI);
    pass(Duration.ofSeconds(299));
    assertThat(client.mx(FI)).isEqualTo(first.withTimeToLive(Duration.ofSeconds(1)));
    assertThat(dns.log()).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(client.mx(FI)).isEqualTo(first);
    assertThat(dns.log()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,          0
          2147483648, 0
          4294967295, 0
          1,          1
          2147483647, 3600
          3601,       3600
          """)
  void timeToLiveHasACeilingAndNoTopBit(long seconds, long used) {
    timeToLiveOnTheWire(seconds);
    DnsClient client = client();
    assertThat(client.mx(FI).timeToLive()).isEqualTo(Duration.ofSeconds(used));
    assertThat(client.mx(FI).records()).hasSize(1);
    assertThat(dns.log()).hasSize(used == 0 ? 2 : 1);
  }

  @Test
  void floorLengthensRecordsOnceAndForAll() {
    timeToLive(0);
    DnsClient client = client(new DnsCacheBounds(10, Duration.ofSeconds(10), Duration.ofHours(1)));
    for (int i = 0; i < 9; i++) {
      client.mx(FI);
      pass(Duration.ofSeconds(1));
    }
    assertThat(dns.log()).hasSize(1);
    pass(Duration.ofSeconds(1));
    client.mx(FI);
    assertThat(dns.log()).hasSize(2);
  }

  @Test
  void floorDoesNotLengthenADenial() {
    dns.on(MX_FI, LoopbackDns.answering(Rcode.NXDOMAIN, answer -> {}));
    DnsClient client = client(new DnsCacheBounds(10, Duration.ofSeconds(10), Duration.ofHours(1)));
    assertThat(client.mx(FI).timeToLive()).isZero();
    client.mx(FI);
    assertThat(dns.log()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          60,   120,  60
          120,  60,   60
          9999, 9999, 3600
          0,    60,   0
          60,   0,    0
          """)
  void denialLivesAsLongAsItsSoaRecord(long timeToLive, long minimum, long used) {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NXDOMAIN,
            answer ->
                LoopbackDns.add(
                    answer,
                    Section.AUTHORITY,
                    "example. " + timeToLive + " SOA ns. root. 1 2 3 4 " + minimum)));
    DnsClient client = client();
    assertThat(client.mx(FI).timeToLive()).isEqualTo(Duration.ofSeconds(used));
    assertThat(client.mx(FI).isNameNotFound()).isTrue();
    assertThat(dns.log()).hasSize(used == 0 ? 2 : 1);
  }

  @Test
  void failureIsNeverRemembered() {
    dns.rcode(MX_FI, Rcode.SERVFAIL);
    DnsClient client = client(new DnsCacheBounds(10, Duration.ofSeconds(10), Duration.ofHours(1)));
    assertThat(client.mx(FI).failure()).isPresent();
    timeToLive(300);
    assertThat(client.mx(FI).records()).hasSize(1);
  }

  @Test
  void gapIsAskedAgainWhileTheOtherFamilyIsRemembered() {
    dns.records("A fi.example", "fi.example. 300 A 192.0.2.1");
    dns.rcode("AAAA fi.example", Rcode.SERVFAIL);
    DnsClient client = client();
    assertThat(client.addresses(FI).gaps()).hasSize(1);
    dns.records("AAAA fi.example", "fi.example. 300 AAAA 2001:db8::1");
    assertThat(client.addresses(FI).records()).hasSize(2);
    assertThat(dns.log())
        .containsExactlyInAnyOrder("A fi.example", "AAAA fi.example", "AAAA fi.example");
  }

  @Test
  void clockSetBackEndsAnEntry() {
    timeToLive(300);
    DnsClient client = client();
    client.mx(FI);
    pass(Duration.ofSeconds(-1));
    assertThat(client.mx(FI).timeToLive()).isEqualTo(Duration.ofMinutes(5));
    assertThat(dns.log()).hasSize(2);
  }

  @Test
  void entryNotUsedForLongestMakesRoom() {
    for (String name : List.of("a", "b", "c")) {
      dns.records("MX " + name + ".example", name + ".example. 300 MX 10 mx.example.");
    }
    DnsClient client = client(new DnsCacheBounds(2, Duration.ZERO, Duration.ofHours(1)));
    for (String name : List.of("a", "b", "a", "c", "a", "b")) {
      client.mx(Domain.of(name + ".example"));
    }
    assertThat(dns.log())
        .containsExactly("MX a.example", "MX b.example", "MX c.example", "MX b.example");
  }

  @Test
  void nothingIsRememberedWithoutEntries() {
    timeToLive(300);
    DnsClient client = client(DnsCacheBounds.off());
    client.mx(FI);
    client.mx(FI);
    assertThat(dns.log()).hasSize(2);
  }

  @Test
  void whoAsksTheSameAtOnceSharesOneLookup() throws Exception {
    int callers = 8;
    CountDownLatch asking = new CountDownLatch(callers);
    dns.on(
        MX_FI,
        (query, transport) -> {
          awaitAll(asking);
          return LoopbackDns.answering(
                  Rcode.NOERROR,
                  answer ->
                      LoopbackDns.add(answer, Section.ANSWER, "fi.example. 300 MX 10 mx.example."))
              .answer(query, transport);
        });
    DnsClient client = client();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      Callable<DnsAnswer<MxRecord>> ask =
          () -> {
            asking.countDown();
            return client.mx(FI);
          };
      List<Future<DnsAnswer<MxRecord>>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(threads.submit(ask));
      }
      for (Future<DnsAnswer<MxRecord>> answer : answers) {
        assertThat(answer.get().records()).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(dns.log()).hasSize(1);
  }

  private static void awaitAll(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IOException("not all callers came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -1, PT0S,  PT1S,  'maxEntries must be 0 or more, not -1'
          1,  PT-1S, PT1S,  expected 0 <= timeToLiveFloor
          1,  PT2S,  PT1S,  expected 0 <= timeToLiveFloor
          1,  PT0S,  PT-1S, expected 0 <= timeToLiveFloor
          """)
  void boundsOutsideTheirRangeAreRefused(
      int maxEntries, Duration floor, Duration ceiling, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DnsCacheBounds(maxEntries, floor, ceiling))
        .withMessageContaining(reason);
  }
}
