package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSuiteTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"ALL", "HIGH", "HIGH:!aNULL", "!MD5", "-RC4", "AES128-SHA:AES256-SHA", "DEFAULT"})
  void opensslCipherStringIsRefusedWithAHint(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CipherSuite.of(name))
        .withMessageContaining("OpenSSL cipher string")
        .withMessageContaining("list the suites");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ECDHE-RSA-AES256-GCM-SHA, ECDHE-RSA-AES256-GCM-SHA384
          AES128SHA,                similar
          '',                       similar
          TLS_FALLBACK_SCSV,        similar
          """)
  void unknownNameIsRefusedWithSimilarOnes(String name, String hint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CipherSuite.of(name))
        .withMessageContaining(hint);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # OpenSSL name,               IANA name,                              rung
          NULL-MD5,                     TLS_RSA_WITH_NULL_MD5,                  FORBIDDEN
          NULL-SHA,                     TLS_RSA_WITH_NULL_SHA,                  FORBIDDEN
          NULL-SHA256,                  TLS_RSA_WITH_NULL_SHA256,               FORBIDDEN
          EXP-RC4-MD5,                  TLS_RSA_EXPORT_WITH_RC4_40_MD5,         FORBIDDEN
          RC4-SHA,                      TLS_RSA_WITH_RC4_128_SHA,               FORBIDDEN
          DES-CBC-SHA,                  TLS_RSA_WITH_DES_CBC_SHA,               FORBIDDEN
          DES-CBC3-SHA,                 TLS_RSA_WITH_3DES_EDE_CBC_SHA,          FORBIDDEN
          ECDHE-RSA-DES-CBC3-SHA,       TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,    FORBIDDEN
          AECDH-AES256-SHA,             TLS_ECDH_anon_WITH_AES_256_CBC_SHA,     FORBIDDEN
          ADH-AES256-GCM-SHA384,        TLS_DH_anon_WITH_AES_256_GCM_SHA384,    FORBIDDEN
          PSK-AES256-GCM-SHA384,        TLS_PSK_WITH_AES_256_GCM_SHA384,        FORBIDDEN
          SRP-AES-256-CBC-SHA,          TLS_SRP_SHA_WITH_AES_256_CBC_SHA,       FORBIDDEN
          IDEA-CBC-SHA,                 TLS_RSA_WITH_IDEA_CBC_SHA,              BELOW_FLOOR
          DHE-DSS-AES256-GCM-SHA384,    TLS_DHE_DSS_WITH_AES_256_GCM_SHA384,    BELOW_FLOOR
          AES128-SHA,                   TLS_RSA_WITH_AES_128_CBC_SHA,           FLOOR
          CAMELLIA128-SHA,              TLS_RSA_WITH_CAMELLIA_128_CBC_SHA,      FLOOR
          AES256-SHA,                   TLS_RSA_WITH_AES_256_CBC_SHA,           ABOVE_FLOOR
          AES128-SHA256,                TLS_RSA_WITH_AES_128_CBC_SHA256,        ABOVE_FLOOR
          AES128-GCM-SHA256,            TLS_RSA_WITH_AES_128_GCM_SHA256,        ABOVE_FLOOR
          ECDHE-RSA-AES128-SHA,         TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,     ABOVE_FLOOR
          ECDHE-RSA-AES128-SHA256,      TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,  ABOVE_FLOOR
          ECDHE-ECDSA-AES128-CCM8,      TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,     ABOVE_FLOOR
          AES256-SHA256,                TLS_RSA_WITH_AES_256_CBC_SHA256,        RECOMMENDED
          AES256-GCM-SHA384,            TLS_RSA_WITH_AES_256_GCM_SHA384,        RECOMMENDED
          ECDHE-RSA-AES256-SHA384,      TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,  RECOMMENDED
          ECDHE-RSA-AES128-GCM-SHA256,  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,  MODERN
          ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, MODERN
          TLS_AES_128_GCM_SHA256,       TLS_AES_128_GCM_SHA256,                 MODERN
          TLS_AES_256_GCM_SHA384,       TLS_AES_256_GCM_SHA384,                 MODERN
          """)
  void everySuiteHasItsPlaceOnTheLadder(String opensslName, String ianaName, StrengthRung rung) {
    CipherSuite suite = CipherSuite.of(opensslName);
    assertThat(suite).isEqualTo(CipherSuite.of(ianaName));
    assertThat(suite.ianaName()).isEqualTo(ianaName);
    assertThat(suite.opensslName()).isEqualTo(opensslName);
    assertThat(suite.rung()).isEqualTo(rung);
  }

  @Test
  void namesAreFoundInAnyCaseAndWithTheOldPrefix() {
    assertThat(CipherSuite.of("aes128-sha")).isEqualTo(CipherSuite.of("AES128-SHA"));
    assertThat(CipherSuite.of("SSL_RSA_WITH_3DES_EDE_CBC_SHA"))
        .isEqualTo(CipherSuite.of("DES-CBC3-SHA"));
  }

  @Test
  void everySuiteOfTheRunningJdkIsKnown() throws NoSuchAlgorithmException {
    assertThat(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
        .filteredOn(name -> !name.equals("TLS_EMPTY_RENEGOTIATION_INFO_SCSV"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(CipherSuite.find(name)).isPresent());
  }
}
