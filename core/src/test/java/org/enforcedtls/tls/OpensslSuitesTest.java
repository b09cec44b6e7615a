package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of suites beside that of the installed OpenSSL, which knows nothing of ours. */
class OpensslSuitesTest {
  private static final List<String> LIST =
      List.of("openssl", "ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0");

  private static final Pattern ROW =
      Pattern.compile(
          "0x(..),0x(..) - (\\S+) +- (\\S+) +(\\S+) +Kx=(\\S+) +Au=(\\S+) +Enc=(\\S+) +Mac=(\\S+)");

  /** One suite as OpenSSL sees it. */
  private record Row(
      int codePoint, String iana, String openssl, String kx, String au, String enc, String mac) {
    static Row parse(String line) {
      Matcher row = ROW.matcher(line.strip());
      assertThat(row.matches()).as(line).isTrue();
      return new Row(
          Integer.parseInt(row.group(1) + row.group(2), 16),
          row.group(3),
          row.group(4),
          row.group(6),
          row.group(7),
          row.group(8),
          row.group(9));
    }

    private boolean isAny(String facts, String... words) {
      return Arrays.stream(words).anyMatch(facts::contains);
    }

    /** The rung by the words of docs/cipher-suites.md, from OpenSSL's facts alone. */
    StrengthRung rung() {
      if (enc.equals("None") || isAny(enc, "RC4", "RC2", "DES") || mac.equals("MD5")) {
        return StrengthRung.FORBIDDEN;
      }
      if (isAny(au, "None", "PSK", "SRP") || isAny(kx, "PSK", "SRP")) {
        return StrengthRung.FORBIDDEN;
      }
      if (enc.startsWith("IDEA") || au.equals("DSS")) {
        return StrengthRung.BELOW_FLOOR;
      }
      boolean isForwardSecret = isAny(kx, "DH", "any") && !kx.contains("/");
      boolean isCutTag = enc.startsWith("AESCCM8");
      if (isForwardSecret && mac.equals("AEAD") && !isCutTag) {
        return StrengthRung.MODERN;
      }
      if (enc.endsWith("(256)") && !mac.equals("SHA1") && !isCutTag) {
        return StrengthRung.RECOMMENDED;
      }
      return isForwardSecret || !mac.equals("SHA1") || enc.endsWith("(256)")
          ? StrengthRung.ABOVE_FLOOR
          : StrengthRung.FLOOR;
    }
  }

  @Test
  void everySuiteOfTheInstalledOpensslIsKnownByBothNamesOnItsRung() throws Exception {
    Optional<String> listed = output();
    assumeTrue(
        listed.isPresent(), "SKIPPED, NOTHING WAS PROVED: no openssl is installed to compare with");
    List<Row> rows = listed.orElseThrow().lines().map(Row::parse).toList();
    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(rows)
        .allSatisfy(
            row -> {
              CipherSuite suite = CipherSuite.of(row.openssl());
              assertThat(suite).isEqualTo(CipherSuite.of(row.iana()));
              assertThat(suite.codePoint()).isEqualTo(row.codePoint());
              assertThat(suite.ianaName()).isEqualTo(row.iana());
              assertThat(suite.opensslName()).isEqualTo(row.openssl());
              assertThat(suite.rung()).isEqualTo(row.rung());
            });
  }

  private static Optional<String> output() throws InterruptedException {
    try {
      Process process = new ProcessBuilder(LIST).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return Optional.of(out);
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }
}
