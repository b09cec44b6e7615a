package org.enforcedtls.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.interop.BindZone.Signing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones that BIND signed, looked up through BIND: validated in this process, and by BIND. */
class BindIT {
  /**
   * What is asked, then what each of the two says. BIND 9.18 does not say of a SERVFAIL whether it
   * was DNSSEC (RFC 8914): then it is a look-up that failed, which holds the mail as well.
   */
  private static final String EXPECTED =
      """
      # question                            in this process        by BIND
      MX    fi.example                    | found:SECURE         |
      MX    alias.fi.example              | found:SECURE         |
      MX    any.wild.fi.example           | found:SECURE         |
      MX    mx.fi.example                 | none:SECURE          |
      MX    none.fi.example               | no name:SECURE       |
      MX    nsec3.example                 | found:SECURE         |
      MX    any.wild.nsec3.example        | found:SECURE         |
      MX    mx.nsec3.example              | none:SECURE          |
      MX    none.nsec3.example            | no name:SECURE       |
      MX    plain.example                 | found:INSECURE       |
      MX    none.plain.example            | no name:INSECURE     |
      MX    mx.plain.example              | none:INSECURE        |
      MX    island.plain.example          | found:INSECURE       |
      MX    broken.example                | BOGUS                | SERVER_FAILURE
      MX    none.broken.example           | no name:SECURE       |
      MX    expired.example               | BOGUS                | SERVER_FAILURE
      MX    none.expired.example          | BOGUS                | SERVER_FAILURE
      MX    unknown                       | no name:SECURE       |
      A     mx.fi.example                 | found:SECURE         |
      A     none.fi.example               | no name:SECURE       |
      A     to-nsec3.fi.example           | found:SECURE         |
      A     to-plain.fi.example           | found:INSECURE       |
      A     to-broken.fi.example          | BOGUS                | SERVER_FAILURE
      A     to-none.fi.example            | no name:SECURE       |
      A     to-loop.fi.example            | SERVER_FAILURE       |
      A     to-fi.plain.example           | found:INSECURE       |
      A     mx.broken.example             | BOGUS                | SERVER_FAILURE
      A     mx.expired.example            | BOGUS                | SERVER_FAILURE
      CNAME to-nsec3.fi.example           | found:SECURE         |
      CNAME to-plain.fi.example           | found:SECURE         |
      CNAME to-fi.plain.example           | found:INSECURE       |
      CNAME mx.fi.example                 | none:SECURE          |
      TLSA  mx.fi.example                 | found:SECURE         |
      TLSA  mx2.fi.example                | no name:SECURE       |
      TLSA  mx.nsec3.example              | found:SECURE         |
      TLSA  mx2.nsec3.example             | no name:SECURE       |
      TLSA  mx.plain.example              | found:INSECURE       |
      TLSA  mx.broken.example             | BOGUS                | SERVER_FAILURE
      TLSA  mx.expired.example            | BOGUS                | SERVER_FAILURE
      """;

  @TempDir private static Path directory;
  private static BindTree tree;

  @BeforeAll
  static void serve() throws Exception {
    BindTree.assumeBind();
    tree =
        BindTree.start(
            directory,
            zone("example", Signing.NSEC),
            zone("fi.example", Signing.NSEC)
                .add("alias.fi.example CNAME fi.example")
                .add("to-nsec3.fi.example CNAME mx.nsec3.example")
                .add("to-plain.fi.example CNAME mx.plain.example")
                .add("to-broken.fi.example CNAME mx.broken.example")
                .add("to-none.fi.example CNAME none.nsec3.example")
                .add("to-loop.fi.example CNAME loop.fi.example")
                .add("loop.fi.example CNAME to-loop.fi.example"),
            zone("nsec3.example", Signing.NSEC3),
            zone("plain.example", Signing.UNSIGNED).add("to-fi.plain.example CNAME mx.fi.example"),
            zone("island.plain.example", Signing.NSEC),
            zone("broken.example", Signing.NSEC)
                .forge("broken.example MX", "11")
                .forge("mx.broken.example A", "127.0.0.2")
                .forge("_25._tcp.mx.broken.example TLSA", "2"),
            zone("expired.example", Signing.EXPIRED));
  }

  private static BindZone zone(String apex, Signing signing) {
    return new BindZone(apex, signing)
        .add(apex + " MX 10 mx." + apex)
        .add("*.wild." + apex + " MX 10 mx." + apex)
        .add("mx." + apex + " A 127.0.0.1")
        .add("mx2." + apex + " A 127.0.0.1")
        .add("_25._tcp.mx." + apex + " TLSA 3 1 1 " + "ab".repeat(32));
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  private static DnsAnswer<?> ask(DnsClient client, String question) {
    String[] words = question.split(" +", -1);
    Domain name = Domain.of(words[1]);
    return switch (words[0]) {
      case "MX" -> client.mx(name);
      case "A" -> client.addresses(name);
      case "CNAME" -> client.cname(name);
      case "TLSA" -> client.tlsa(UnderscoredName.ofSmtp(name));
      default -> throw new IllegalArgumentException(question);
    };
  }

  private static String said(DnsAnswer<?> answer) {
    Optional<String> fault = answer.failure().map(failed -> failed.fault().name());
    String what =
        answer.isNameNotFound() ? "no name" : answer.records().isEmpty() ? "none" : "found";
    return fault.orElse(what + ":" + answer.dnssec());
  }

  private static Stream<String[]> rows() {
    return EXPECTED
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *[|] *", -1));
  }

  private static void assertAll(DnsClient client, BiFunction<String, String, String> expected) {
    SoftAssertions cells = new SoftAssertions();
    rows()
        .forEach(
            row -> {
              DnsAnswer<?> answer = ask(client, row[0]);
              cells
                  .assertThat(said(answer))
                  .as("%s: %s", row[0], answer)
                  .isEqualTo(expected.apply(row[1], row[2]));
            });
    cells.assertAll();
  }

  @Test
  void statesAreToldApartByThisProcess() throws Exception {
    assertAll(tree.client(tree.validating()), (inProcess, byBind) -> inProcess);
  }

  @Test
  void statesAreToldApartByBind() {
    assertAll(
        tree.client(DnssecPosture.trustingLoopbackResolvers()),
        (inProcess, byBind) -> byBind.isEmpty() ? inProcess : byBind);
  }

  @Test
  void nothingIsProvedWithoutAnAnchorForTheName() throws Exception {
    String elsewhere = "elsewhere. DS 1 13 2 " + "ab".repeat(32);
    DnsClient client =
        tree.client(DnssecPosture.validating(DnssecAnchors.parse("elsewhere", elsewhere)));
    assertThat(client.mx(Domain.of("fi.example")).dnssec()).isEqualTo(DnssecState.INDETERMINATE);
  }

  @Test
  void bogusCarriesTheCodeOfItsReason() throws Exception {
    DnsAnswer<?> answer = ask(tree.client(tree.validating()), "MX broken.example");
    assertThat(answer.failure().orElseThrow().extendedErrors())
        .anySatisfy(error -> assertThat(error.isOfDnssec()).isTrue());
  }
}
