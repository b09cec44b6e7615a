package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine lacks is said with what forbids it, and with what to use instead. */
class PlatformGapTest {
  @Test
  void suiteThatIsForbiddenIsNamedWithTheWayOut() {
    ChannelRequirement floor =
        ChannelRequirement.of(
            TlsProtocol.TLS_1_2,
            CipherProfile.of("legacy-partner", List.of(CipherSuite.of("AES128-SHA"))));
    assertThat(floor.platformGap(engine("lean", TlsProtocol.TLS_1_2, "AES256-SHA")).orElseThrow())
        .startsWith("profile legacy-partner: the engine lean has no AES128-SHA")
        .endsWith("; use --engine bouncycastle");
  }

  private static TlsEngine engine(String name, TlsProtocol protocol, String... suites) {
    return new TlsEngine() {
      @Override
      public String configName() {
        return name;
      }

      @Override
      public Set<TlsProtocol> supportedProtocols() {
        return Set.of(protocol);
      }

      @Override
      public Set<CipherSuite> supportedSuites() {
        return Arrays.stream(suites).map(CipherSuite::of).collect(Collectors.toSet());
      }

      @Override
      public SSLContext newContext(X509ExtendedTrustManager trustManager) {
        throw new AssertionError("no handshake is done here");
      }
    };
  }

  @Test
  void missingProtocolIsNamedWithTheProperty() {
    assertThat(
            ChannelRequirement.modern()
                .platformGap(engine("old", TlsProtocol.TLS_1_2, "TLS_AES_128_GCM_SHA256")))
        .contains(
            "profile modern: the engine old has no TLSv1.3 or newer; see the security property"
                + " jdk.tls.disabledAlgorithms");
  }

  @Test
  void missingGroupIsNamedWithTheEngineThatHasIt() {
    assertThat(ChannelRequirement.postQuantum().platformGap(TlsEngine.jdk()))
        .contains(
            "profile post-quantum: the engine jdk has no X25519MLKEM768 or SecP256r1MLKEM768;"
                + " use --engine conscrypt or bouncycastle");
  }

  @Test
  void someSuitesOfALongProfileMayBeMissing() {
    assertThat(
            ChannelRequirement.defaults()
                .platformGap(engine("lean", TlsProtocol.TLS_1_2, "AES256-SHA")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # property                    | engine       | entries that are named
          SSLv3, TLS_RSA_*, DES         | jdk          | TLS_RSA_*
          TLS_RSA_*, AES_128_CBC        | jdk          | TLS_RSA_*, AES_128_CBC
          TLS_RSA_*, AES_128_CBC        | bouncycastle | AES_128_CBC
          TLS_RSA_*                     | bouncycastle | -
          TLS_RSA_*, AES_128_CBC        | conscrypt    | -
          RSA keySize < 1024            | jdk          | -
          SSLv3, TLSv1                  | jdk          | -
          -                             | jdk          | -
          """)
  void entriesThatForbidAreNamedIfTheEngineReadsThem(
      @Nullable String property, String engine, @Nullable String named) {
    assertThat(
            DisabledAlgorithms.forbidding(
                List.of(CipherSuite.of("AES128-SHA")),
                engine,
                name -> name.equals("jdk.tls.disabledAlgorithms") ? property : null))
        .isEqualTo(
            Optional.ofNullable(named).map(entries -> "jdk.tls.disabledAlgorithms by " + entries));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # entry,              suite,                       forbids
          TLS_RSA_*,            AES128-SHA,                  true
          tls_rsa_*,            AES256-GCM-SHA384,           true
          TLS_RSA_*,            ECDHE-RSA-AES128-SHA,        false
          TLS_RSA_WITH_AES_128_CBC_SHA, AES128-SHA,          true
          TLS_RSA_WITH_AES_128_CBC_SHA, AES256-SHA,          false
          RSA,                  AES128-SHA,                  true
          RSA,                  ECDHE-RSA-AES128-SHA,        true
          RSA,                  ECDHE-ECDSA-AES128-SHA,      false
          AES_128_CBC,          AES128-SHA,                  true
          AES_128_CBC,          AES128-GCM-SHA256,           false
          AES_128,              AES128-GCM-SHA256,           false
          AES,                  AES128-GCM-SHA256,           true
          HmacSHA1,             AES128-SHA,                  true
          HmacSHA1,             AES128-SHA256,               false
          ECDH,                 ECDHE-RSA-AES128-SHA,        false
          RC4,                  AES128-SHA,                  false
          """)
  void entryOfAPropertyForbidsASuite(String entry, String suite, boolean forbids) {
    assertThat(DisabledAlgorithms.forbids(entry, CipherSuite.of(suite))).isEqualTo(forbids);
  }
}
