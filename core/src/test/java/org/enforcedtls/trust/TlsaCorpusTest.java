package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.enforcedtls.dns.TlsaRecord;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** The corpus of TLSA records, read as from a zone file and from the wire. */
class TlsaCorpusTest {
  /** What is said otherwise here, and why; a case that no longer diverges fails as well. */
  private static final Map<String, String> KNOWN_DIVERGENCES =
      Map.of(
          // Records come from the wire only; the acronyms of zone files are not read.
          "DANE-EE SPKI SHA2-256 8755cdaa8fe24ef16cc0f2c918063185e433faaf1415664911d9e30a924138c4",
          "malformed");

  private static JsonNode corpus() throws IOException {
    return new ObjectMapper().readTree(Files.readString(SharedData.file("tlsa/vectors.json")));
  }

  private static List<JsonNode> cases(String name) throws IOException {
    return StreamSupport.stream(corpus().path(name).spliterator(), false).toList();
  }

  private static String verdict(Record record) {
    if (!(record instanceof TLSARecord tlsa)) {
      return "malformed";
    }
    TlsaRecord read =
        TlsaRecord.of(
            tlsa.getCertificateUsage(),
            tlsa.getSelector(),
            tlsa.getMatchingType(),
            tlsa.getCertificateAssociationData());
    return TlsaSet.of(List.of(read)).isUsable() ? "usable" : "unusable";
  }

  private static String fromZoneFile(String presentation) {
    try {
      return verdict(
          Record.fromString(Name.root, Type.TLSA, DClass.IN, 60, presentation, Name.root));
    } catch (IOException | IllegalArgumentException e) {
      return "malformed";
    }
  }

  private static String fromWire(byte[] data) {
    try {
      return verdict(Record.newRecord(Name.root, Type.TLSA, DClass.IN, 60, data));
    } catch (RuntimeException e) {
      return "malformed";
    }
  }

  @Test
  void recordsCountOrNotAsTheCorpusSays() throws IOException {
    Map<String, String> diverging = new TreeMap<>();
    for (JsonNode one : cases("parse_cases")) {
      String presentation = one.path("presentation").asText();
      String found = fromZoneFile(presentation);
      if (!found.equals(one.path("expected").asText())) {
        diverging.put(presentation, found);
      }
    }
    assertThat(diverging).isEqualTo(new TreeMap<>(KNOWN_DIVERGENCES));
  }

  @Test
  void recordsOnTheWireCountOrNotAsTheCorpusSays() throws IOException {
    for (JsonNode one : cases("wire_cases")) {
      String found = fromWire(HexFormat.of().parseHex(one.path("wire_hex").asText()));
      String expected = one.path("expected").asText();
      assertThat(found)
          .as(one.path("note").asText())
          .isEqualTo(expected.equals("3 1 1") ? "usable" : expected);
    }
  }

  @Test
  void corpusHasNotGrownUnseen() throws IOException {
    assertThat(cases("parse_cases")).hasSize(14);
    assertThat(cases("wire_cases")).hasSize(3);
    assertThat(cases("rules")).hasSize(17);
  }
}
