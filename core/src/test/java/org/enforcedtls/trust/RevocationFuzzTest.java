package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;

/** Foreign octets that should say whether a certificate was revoked, mutated. */
final class RevocationFuzzTest {
  private static final byte[] STAPLE = OcspRecipe.about(SERVER, INTERMEDIATE).octets();

  /** Where the signed part starts: behind the tags and lengths of four layers, status and type. */
  private static final int WRAPPER = 34;

  private static final byte[] ENCLOSING =
      OcspRecipe.about(SERVER, INTERMEDIATE).enclosing(INTERMEDIATE, SERVER).octets();

  private static final byte[] LIST =
      CrlRecipe.of(INTERMEDIATE).revoking(SERVER, "2026-11-20T00:00:00Z", 1).octets();

  @Property(tries = 3000)
  void changeOfWhatIsSignedIsNoAnswer(
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] staple = STAPLE.clone();
    int signed = WRAPPER + place % (staple.length - WRAPPER);
    staple[signed] ^= (byte) change;
    assertThat(answer(staple)).as("octet %d", signed).isInstanceOf(NoAnswer.class);
  }

  /** The tags around the signed part are not signed, and Bouncy Castle takes any of some. */
  @Property(tries = 1000)
  void changeOfTheWrapperChangesNoAnswer(
      @ForAll @IntRange(max = WRAPPER - 1) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    RevocationAnswer answer = answer(changed(STAPLE, place, change));
    assertThat(answer instanceof NoAnswer || answer.equals(answer(STAPLE)))
        .as("%s", answer)
        .isTrue();
  }

  @Property(tries = 1000)
  void changedStapleWithCertificatesNeverThrows(
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    assertThat(answer(changed(ENCLOSING, place, change))).isNotNull();
  }

  @Property(tries = 1000)
  void anyOctetsAreNoAnswer(@ForAll byte[] octets) throws IOException {
    assertThat(answer(octets)).isInstanceOf(NoAnswer.class);
    assertThat(answer(OcspRecipe.wrapped(0, octets))).isInstanceOf(NoAnswer.class);
  }

  @Property(tries = 1500)
  void changedListIsRefusedOrNoAnswer(
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] list = changed(LIST, place, change);
    try {
      // What stands outside the signed octets may change without changing what they say.
      RevocationAnswer answer = listed(list);
      assertThat(answer instanceof NoAnswer || answer.equals(listed(LIST)))
          .as("%s", answer)
          .isTrue();
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("fi\\.crl:1: expected a CRL, found (?s:.*)");
    }
  }

  @Property(tries = 500)
  void anyOctetsAreRefusedAsList(@ForAll byte[] octets) {
    assertThatThrownBy(() -> RevocationLists.of("fi.crl", octets)).isInstanceOf(IOException.class);
  }

  private static RevocationAnswer listed(byte[] list) throws IOException {
    return RevocationLists.of("fi.crl", list)
        .answer(SERVER.certificate(), INTERMEDIATE.certificate(), Recipe.NOW);
  }

  private static RevocationAnswer answer(byte[] staple) {
    return OcspAnswer.stapled(staple)
        .answer(SERVER.certificate(), INTERMEDIATE.certificate(), Recipe.NOW);
  }

  private static byte[] changed(byte[] original, int place, int change) {
    byte[] octets = original.clone();
    octets[place % octets.length] ^= (byte) change;
    return octets;
  }
}
