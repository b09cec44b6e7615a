package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** What a zone, or who is on the way to it, may do to the validator: CVE-2023-50387 and others. */
class HostileZoneTest {
  private static final Name FI = Name.fromConstantString("fi.example.");

  private final TestDns dns = TestDns.start();
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void fill() {
    dns.zone("fi.example", ZoneSigning.SIGNED)
        .zone("plain.example", ZoneSigning.UNSIGNED)
        .mx("fi.example", 10, "mx.fi.example");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  /** Validates the MX records of fi.example, where somebody changes each answer on the way. */
  private Response validate(Name name, Consumer<Message> change) throws IOException {
    InetSocketAddress address = dns.socketAddress();
    Resolvers resolvers =
        Resolvers.of(List.of(address), Resolvers.Form.WITH_SIGNATURES, Duration.ofSeconds(5), 1);
    Questions changing =
        (question, deadline) -> {
          asked.incrementAndGet();
          return resolvers.ask(question, deadline).thenApply(response -> changed(response, change));
        };
    DnssecAnchors anchors = DnssecAnchors.parse("test", dns.trustAnchor());
    CompletableFuture<Response> validated =
        new Validator(changing, anchors, InstantSource.system())
            .ask(Record.newRecord(name, Type.MX, DClass.IN), Deadline.in(Duration.ofSeconds(20)));
    return validated.join();
  }

  private static Response changed(Response response, Consumer<Message> change) {
    if (response instanceof Response.Usable usable) {
      change.accept(usable.message());
    }
    return response;
  }

  private static void assertBogus(Response response, String why) {
    assertThat(response)
        .isInstanceOfSatisfying(
            Response.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(LookupFault.BOGUS);
              assertThat(failed.detail()).contains(why);
            });
  }

  private static RRSIGRecord signature(Message message) {
    return message.getSection(Section.ANSWER).stream()
        .filter(RRSIGRecord.class::isInstance)
        .map(RRSIGRecord.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static RRSIGRecord spoilt(RRSIGRecord good, int number) {
    byte[] octets = good.getSignature().clone();
    octets[3] = (byte) number;
    octets[4] ^= 1;
    return new RRSIGRecord(
        good.getName(),
        good.getDClass(),
        good.getTTL(),
        good.getTypeCovered(),
        good.getAlgorithm(),
        good.getOrigTTL(),
        good.getExpire(),
        good.getTimeSigned(),
        good.getFootprint(),
        good.getSigner(),
        octets);
  }

  /** Puts so many wrong signatures before the good one. */
  private static void flood(Message message, int signatures) {
    if (message.getQuestion().getType() == Type.MX) {
      RRSIGRecord good = signature(message);
      message.removeRecord(good, Section.ANSWER);
      for (int i = 0; i < signatures; i++) {
        message.addRecord(spoilt(good, i), Section.ANSWER);
      }
      message.addRecord(good, Section.ANSWER);
    }
  }

  @Test
  void unchangedAnswersAreSecure() throws IOException {
    assertThat(((Response.Usable) validate(FI, message -> {})).dnssec())
        .isEqualTo(DnssecState.SECURE);
  }

  @Test
  void goodSignatureIsFoundBehindAFewWrongOnes() throws IOException {
    assertThat(((Response.Usable) validate(FI, message -> flood(message, 3))).dnssec())
        .isEqualTo(DnssecState.SECURE);
  }

  @Test
  void goodSignatureIsNotSoughtBehindManyWrongOnes() throws IOException {
    assertBogus(validate(FI, message -> flood(message, 40)), "DNSSEC");
    assertBogus(validate(FI, message -> flood(message, 100)), "more signatures");
  }

  @Test
  void keysOfOneTagAreNotTriedOneByOne() throws IOException {
    assertBogus(
        validate(
            FI,
            message ->
                message.getSection(Section.ANSWER).stream()
                    .filter(DNSKEYRecord.class::isInstance)
                    .map(DNSKEYRecord.class::cast)
                    .findFirst()
                    .ifPresent(key -> addKeysOfTheSameTag(message, key))),
        "more keys of one tag");
  }

  /** The tag is a sum of pairs of octets: pairs can change places. */
  private static void addKeysOfTheSameTag(Message message, DNSKEYRecord key) {
    for (int i = 0; i < 3; i++) {
      byte[] octets = key.getKey().clone();
      int other = 2 * (i + 1);
      byte[] first = {octets[0], octets[1]};
      System.arraycopy(octets, other, octets, 0, 2);
      System.arraycopy(first, 0, octets, other, 2);
      DNSKEYRecord twin =
          new DNSKEYRecord(
              key.getName(),
              key.getDClass(),
              key.getTTL(),
              key.getFlags(),
              key.getProtocol(),
              key.getAlgorithm(),
              octets);
      assertThat(twin.getFootprint()).isEqualTo(key.getFootprint());
      message.addRecord(twin, Section.ANSWER);
    }
  }

  @Test
  void manyProofsOfAbsenceAreNotLookedAt() throws IOException {
    assertBogus(
        validate(
            Name.fromConstantString("none.fi.example."),
            message -> {
              for (int i = 0; i < 20; i++) {
                message.addRecord(
                    new NSEC3Record(
                        Name.fromConstantString(i + ".fi.example."),
                        DClass.IN,
                        60,
                        NSEC3Record.SHA1_DIGEST_ID,
                        0,
                        65_535,
                        new byte[] {(byte) i},
                        new byte[20],
                        new int[] {Type.A}),
                    Section.AUTHORITY);
              }
            }),
        "more signatures, keys or proofs");
  }

  /** Validation leaves its reason in such a record: from the network it must not be believed. */
  @Test
  void reasonCannotBeSentAlong() throws IOException {
    dns.behave("fi.example", "DS", DnsBehaviour.SERVFAIL);
    Response response =
        validate(
            Name.fromConstantString("none.fi.example."),
            message ->
                message.addRecord(
                    new TXTRecord(
                        Name.root, ValidatingResolver.VALIDATION_REASON_QCLASS, 0, "unsigned"),
                    Section.ADDITIONAL));
    assertThat(response).isInstanceOf(Response.Failed.class);
  }

  /** RFC 4035 §3.2.3: what the network says of authenticity is not asked for, nor believed. */
  @Test
  void authenticDataBitOfTheNetworkIsNotBelieved() throws IOException {
    Response response =
        validate(
            Name.fromConstantString("plain.example."),
            message -> message.getHeader().setFlag(Flags.AD));
    assertThat(((Response.Usable) response).dnssec()).isEqualTo(DnssecState.INSECURE);
  }

  @Test
  void signedTimeToLiveCountsNotTheOneBesideIt() throws IOException {
    Response.Usable usable = (Response.Usable) validate(FI, message -> {});
    assertThat(usable.limit())
        .isEqualTo(SignedTimes.limitOf(usable.message(), Instant.now()))
        .isLessThanOrEqualTo(Duration.ofHours(1));
  }
}
