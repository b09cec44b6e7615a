package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.enforcedtls.address.Domain;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Whatever octets come as an answer, a look-up ends in an answer, in time. */
class HostileAnswerTest {
  private static final Domain FI = Domain.of("fi.example");

  /** Its threads are daemons: it lives as long as the tests. */
  private static final LoopbackDns DNS = start();

  private static final DnsClient CLIENT =
      DNS.client()
          .rounds(1)
          .queryTimeout(Duration.ofMillis(250))
          .totalTimeout(Duration.ofSeconds(1))
          .cache(DnsCacheBounds.off())
          .build();

  private static LoopbackDns start() {
    try {
      return LoopbackDns.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(LoopbackDns.Script script) {
    for (String type : List.of("MX", "A", "AAAA")) {
      DNS.on(type + " fi.example", script);
    }
  }

  private static void lookUpAll() {
    DnsAnswer<MxRecord> mx = CLIENT.mx(FI);
    assertThat(mx.records().size()).isLessThanOrEqualTo(100);
    assertThat(MxSet.of(mx.records())).isNotNull();
    DnsAnswer<InetAddress> addresses = CLIENT.addresses(FI);
    assertThat(addresses.gaps())
        .allSatisfy(gap -> assertThat(gap.detail()).hasSizeLessThan(3000).doesNotContain("\n"));
  }

  @Property(tries = 300)
  void randomOctetsBehindTheHeaderEndInAnAnswer(@ForAll @Size(max = 300) byte[] octets) {
    answer((query, transport) -> Optional.of(withIdentifierOf(query, octets)));
    lookUpAll();
  }

  @Property(tries = 700)
  void answerWithSpoiltOctetsEndsInAnAnswer(@ForAll("spoilings") List<int[]> spoilings) {
    answer(
        (query, transport) -> {
          byte[] octets = richAnswerTo(query);
          for (int[] spoiling : spoilings) {
            octets[2 + spoiling[0] % (octets.length - 2)] = (byte) spoiling[1];
          }
          return Optional.of(octets);
        });
    lookUpAll();
  }

  @Property(tries = 100)
  void answerCutAnywhereEndsInAnAnswer(@ForAll @IntRange(max = 400) int length) {
    answer(
        (query, transport) -> {
          byte[] octets = richAnswerTo(query);
          return Optional.of(Arrays.copyOf(octets, Math.min(length, octets.length)));
        });
    lookUpAll();
  }

  @Provide
  Arbitrary<List<int[]>> spoilings() {
    return Arbitraries.integers()
        .between(0, 10_000)
        .flatMap(
            place -> Arbitraries.integers().between(0, 255).map(octet -> new int[] {place, octet}))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static byte[] withIdentifierOf(Message query, byte[] octets) {
    byte[] answer = new byte[2 + octets.length];
    answer[0] = (byte) (query.getHeader().getID() >> 8);
    answer[1] = (byte) query.getHeader().getID();
    System.arraycopy(octets, 0, answer, 2, octets.length);
    return answer;
  }

  private static byte[] richAnswerTo(Message query) throws IOException {
    Message answer = LoopbackDns.answerTo(query);
    LoopbackDns.add(
        answer,
        Section.ANSWER,
        "fi.example. 300 CNAME a.fi.example.",
        "a.fi.example. 300 CNAME b.example.",
        "b.example. 300 MX 10 mx.b.example.",
        "b.example. 300 MX 20 192.0.2.1.",
        "b.example. 300 A 192.0.2.1",
        "b.example. 300 AAAA 2001:db8::1");
    LoopbackDns.add(answer, Section.AUTHORITY, "example. 600 SOA ns. root. 1 2 3 4 120");
    return answer.toWire();
  }
}
