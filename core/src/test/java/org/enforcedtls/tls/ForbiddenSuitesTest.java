package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The families that no policy gets in, found by the standard name and by nothing of the table. */
class ForbiddenSuitesTest {
  private static final Pattern FAMILIES =
      Pattern.compile("NULL|EXPORT|_anon|RC4|RC2|_DES_|_DES40|3DES|MD5|_PSK|_SRP");

  static Stream<CipherSuite> forbidden() {
    return CipherSuite.all().stream().filter(suite -> FAMILIES.matcher(suite.ianaName()).find());
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void nameOfAForbiddenFamilyIsOnTheForbiddenRungAndInNoProfile(CipherSuite suite) {
    assertThat(suite.rung()).isEqualTo(StrengthRung.FORBIDDEN);
    for (String name : List.of(suite.ianaName(), suite.opensslName())) {
      List<CipherSuite> own = List.of(CipherSuite.of("AES128-SHA"), CipherSuite.of(name));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CipherProfile.of("own", own))
          .withMessageContaining("no policy can admit it");
    }
    assertThat(ChannelRequirement.builtIn())
        .noneMatch(channel -> channel.profile().admits(suite))
        .noneMatch(
            channel -> channel.check(NegotiatedChannel.of("TLSv1.2", suite.ianaName())).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void noEngineIsEverToldToOfferOne(TlsEngine engine) {
    Set<String> names = Set.copyOf(ChannelRequirement.defaults().offer(engine).suiteNames());
    assertThat(names).isNotEmpty().noneMatch(name -> FAMILIES.matcher(name).find());
  }

  static Stream<TlsEngine> engines() {
    return Stream.of(TlsEngine.jdk(), TlsEngine.bouncyCastle(), TlsEngine.conscrypt());
  }
}
