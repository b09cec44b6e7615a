package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.TlsaRecord;
import org.junit.jupiter.params.provider.MethodSource;

final class TlsaFuzzTest {
  private static final Domain HOST = Domain.of(RepeatableScene.HOST);
  private static final List<X509Certificate> CHAIN =
      List.of(
          RepeatableScene.SERVER.certificate(),
          RepeatableScene.INTERMEDIATE.certificate(),
          RepeatableScene.ROOT.certificate());

  static Stream<byte[]> records() {
    return Stream.of("3 1 1", "3 0 2", "2 0 1", "2 1 2", "2 0 0", "3 1 0")
        .flatMap(parameters -> CHAIN.stream().map(of -> rdata(TlsaRecipe.record(parameters, of))));
  }

  private static byte[] rdata(TlsaRecord record) {
    byte[] octets = new byte[3 + record.data().length];
    octets[0] = (byte) record.usage();
    octets[1] = (byte) record.selector();
    octets[2] = (byte) record.matchingType();
    System.arraycopy(record.data(), 0, octets, 3, record.data().length);
    return octets;
  }

  @MethodSource("records")
  @FuzzTest
  void recordOfAnyOctetsMatchesOnlyWhatAPlainReadingFinds(byte[] octets) {
    if (octets.length < 3) {
      return;
    }
    TlsaRecord record =
        TlsaRecord.of(
            octets[0] & 0xFF,
            octets[1] & 0xFF,
            octets[2] & 0xFF,
            Arrays.copyOfRange(octets, 3, octets.length));
    TlsaSet set = TlsaSet.of(List.of(record));
    assertThat(set.isUsable() != set.others().contains(record)).isTrue();
    if (!set.isUsable()) {
      return;
    }
    DaneVerdict verdict =
        DaneVerifier.verify(
            PresentedChain.of(CHAIN),
            new DaneRequirement(HOST, set, ReferenceIdentifier.of(HOST)),
            Recipe.NOW);
    if (record.usage() == 2 && record.selector() == 0 && record.matchingType() == 0) {
      // An authority that the DNS holds in full need not be presented, so its key is what counts.
      assertThat(verdict.isMatched() && !isOfAKeyOfTheScene(record)).isFalse();
      assertThat(isAnnounced(record) && !verdict.isMatched()).isFalse();
    } else {
      assertThat(verdict.isMatched()).isEqualTo(isAnnounced(record));
    }
  }

  private static boolean isOfAKeyOfTheScene(TlsaRecord record) {
    try {
      X509Certificate authority = Certificates.parse(record.data());
      return CHAIN.stream()
          .skip(1)
          .anyMatch(known -> known.getPublicKey().equals(authority.getPublicKey()));
    } catch (CertificateException e) {
      return false;
    }
  }

  /** The scene's path and dates are good, so all hangs on the octets of the record. */
  private static boolean isAnnounced(TlsaRecord record) {
    List<X509Certificate> announced =
        record.usage() == 3 ? CHAIN.subList(0, 1) : CHAIN.subList(1, CHAIN.size());
    String parameters = record.usage() + " " + record.selector() + " " + record.matchingType();
    return announced.stream()
        .anyMatch(certificate -> TlsaRecipe.record(parameters, certificate).equals(record));
  }
}
