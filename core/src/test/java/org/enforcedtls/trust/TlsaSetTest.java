package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsaSetTest {
  private static final Issued SERVER = Recipe.server("mx.fi.example").selfSigned();

  private static TlsaRecord record(String parameters) {
    return TlsaRecipe.record(parameters, SERVER.certificate());
  }

  @ParameterizedTest
  @CsvSource({
    "3 1 1", "3 0 1", "3 1 2", "3 0 2", "3 1 0", "3 0 0", "2 0 1", "2 1 1", "2 0 2", "2 1 2",
    "2 0 0", "2 1 0"
  })
  void recordOfDaneCounts(String parameters) {
    TlsaSet set = TlsaSet.of(List.of(record(parameters)));
    assertThat(set.usable()).containsExactly(record(parameters));
    assertThat(set.others()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0, 1, 1, 32
          1, 1, 1, 32
          4, 1, 1, 32
          255, 1, 1, 32
          3, 2, 1, 32
          3, 255, 1, 32
          3, 1, 3, 32
          3, 1, 255, 32
          3, 1, 1, 0
          3, 1, 1, 20
          3, 1, 1, 31
          3, 1, 1, 33
          3, 1, 1, 64
          3, 1, 2, 32
          3, 1, 2, 63
          3, 1, 0, 0
          3, 1, 0, 91
          3, 0, 0, 91
          2, 0, 0, 0
          2, 1, 0, 5
          """)
  void recordThatIsNotForSmtpOrMalformedDoesNotCount(
      int usage, int selector, int matchingType, int octets) {
    TlsaRecord record = TlsaRecord.of(usage, selector, matchingType, new byte[octets]);
    TlsaSet set = TlsaSet.of(List.of(record));
    assertThat(set.isUsable()).isFalse();
    assertThat(set.others()).containsExactly(record);
  }

  @Test
  void wholeCertificateWithOctetsBehindItDoesNotCount() {
    byte[] der = Certificates.encoded(SERVER.certificate());
    byte[] longer = Arrays.copyOf(der, der.length + 1);
    assertThat(TlsaSet.of(List.of(TlsaRecord.of(3, 0, 0, longer))).isUsable()).isFalse();
  }

  @Test
  void strongestDigestOfAUsageAndSelectorCountsAlone() {
    TlsaSet set =
        TlsaSet.of(
            List.of(
                record("3 1 1"),
                record("3 1 2"),
                record("3 0 1"),
                record("2 1 1"),
                record("3 1 0")));
    assertThat(set.usable())
        .containsExactly(record("3 1 2"), record("3 0 1"), record("2 1 1"), record("3 1 0"));
    assertThat(set.others()).containsExactly(record("3 1 1"));
  }

  @Test
  void digestThatDoesNotCountPushesNoOtherOut() {
    TlsaRecord cut = TlsaRecord.of(3, 1, 2, new byte[63]);
    assertThat(TlsaSet.of(List.of(record("3 1 1"), cut)).usable()).containsExactly(record("3 1 1"));
  }

  @Test
  void sameRecordsInAnotherOrderAreTheSameSet() {
    List<TlsaRecord> records =
        new ArrayList<>(List.of(record("3 1 1"), record("2 0 1"), record("3 0 0")));
    TlsaSet set = TlsaSet.of(records);
    Collections.reverse(records);
    records.add(TlsaRecord.of(1, 1, 1, new byte[32]));
    assertThat(TlsaSet.of(records)).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(TlsaSet.of(List.of(record("3 1 1")))).isNotEqualTo(set);
  }

  @Test
  void longRecordIsShortenedForPeople() {
    TlsaSet set = TlsaSet.of(List.of(record("3 1 1"), record("3 0 0")));
    String digest = HexFormat.of().formatHex(record("3 1 1").data());
    assertThat(set).asString().startsWith("3 1 1 " + digest + ", 3 0 0 3082").hasSizeLessThan(110);
  }
}
