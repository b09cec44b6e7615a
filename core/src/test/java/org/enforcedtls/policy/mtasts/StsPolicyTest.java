package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.enforcedtls.policy.MxPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the tables a line of a policy ends in a slash. */
class StsPolicyTest {
  private static final String FULL = "version: STSv1/mode: enforce/mx: mx.example/max_age: 60";

  @ParameterizedTest
  @CsvSource({
    "version: STSv1/mode: enforce/mx: MX.example/mx: *.b.example/max_age: 60",
    "version:STSv1/max_age:\t60 /mx: \t*.b.example\t/mx:mx.example./mode:enforce",
    "version: STSv1\r/mode: enforce/mx: mx.example\r/mx: *.b.example/max_age: 060\r/",
    "version: STSv1/mode: enforce/mx: mx.example/mx: *.b.example/mx: mx.example/max_age: 60/ /\r//",
    "ext: ünd : so/version: STSv1/mode: enforce/mx: mx.example/mx: *.b.example/max_age: 60",
    "version: STSv1/version: 2/mode: enforce/mode: x/mx: mx.example/mx: *.b.example/max_age:"
        + " 60/max_age: x",
  })
  void policyIsReadHoweverItIsWritten(String text) {
    StsPolicy policy = read(text);
    assertThat(policy.mode()).isEqualTo(StsPolicy.Mode.ENFORCE);
    assertThat(policy.mxPatterns())
        .containsExactlyInAnyOrder(MxPattern.of("mx.example"), MxPattern.of("*.b.example"));
    assertThat(policy.maxAge()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                     | line 1: expected a field
          <html>                                                 | line 1: expected a field
          version: STSv1/mode: none/max_age: 0/<p>x: y</p>       | line 4: expected a field
          version: STSv1//mode: none/max_age: 0                  | line 2: expected a field
          version : STSv1/mode: none/max_age: 0                  | line 1: expected a field
          version: STSv1/_x: 1/mode: none/max_age: 0             | line 2: expected a field
          version: STSv1/x:/mode: none/max_age: 0                | line 2: expected a value
          version: STSv1/x: a\tb/mode: none/max_age: 0           | line 2: expected a value
          version: STSv1\r\r/mode: none/max_age: 0               | line 1: expected a value
          version: STSv2/mode: none/max_age: 0                   | line 1: expected version STSv1, found "STSv2"
          version: stsv1/mode: none/max_age: 0                   | line 1: expected version STSv1, found "stsv1"
          mode: none/max_age: 0                                  | expected a line "version: STSv1", found none
          Version: STSv1/mode: none/max_age: 0                   | expected a line "version: STSv1", found none
          version: STSv1/mode: Enforce/max_age: 0                | line 2: expected mode enforce, testing or none, found "Enforce"
          version: STSv1/max_age: 0                              | expected a line such as "mode: enforce", found none
          version: STSv1/mode: none                              | expected a line such as "max_age: 86400", found none
          version: STSv1/mode: none/max_age: 01234567890         | line 3: expected max_age of 1 to 10 digits
          version: STSv1/mode: none/max_age: -1                  | line 3: expected max_age of 1 to 10 digits
          version: STSv1/mode: none/max_age: 1.5                 | line 3: expected max_age of 1 to 10 digits
          version: STSv1/mode: enforce/max_age: 0                | expected a line such as "mx: mx.fi.example", found none
          version: STSv1/mode: testing/max_age: 0                | expected a line such as "mx: mx.fi.example", found none
          version: STSv1/mode: none/max_age: 0/mx: *             | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: *.            | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: *.*.example   | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: a.*.example   | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: w*.example    | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: .example      | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: a..example    | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: 10 a.example  | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: 192.0.2.1     | line 4: expected mx
          version: STSv1/mode: none/max_age: 0/mx: bücher.example | line 4: expected mx
          """)
  void whatIsNoPolicySaysWhereAndWhatWasExpected(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFversion: STSv1/mode: none/max_age: 0",
        "version: STSv1/x: a\u0085b/mode: none/max_age: 0",
        "version: STSv1/x: a\u0000b/mode: none/max_age: 0",
        "version: STSv1/mode: none/max_age: \u0661",
        "version: STSv1/mode: none/max_age: 0/mx: \u2003mx.example",
        "version: STSv1/mode: none/max_age: 0/mx: m\u212A.example",
      })
  void characterThatOnlyLooksLikeAnotherIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("line ");
  }

  @Test
  void policyThatTakesItselfBackNeedsNoHosts() {
    assertThat(read("version: STSv1/mode: none/max_age: 0"))
        .isEqualTo(new StsPolicy(StsPolicy.Mode.NONE, List.of(), Duration.ZERO));
  }

  @Test
  void ageIsCapped() {
    assertThat(read(FULL + "0000000").maxAge()).hasSeconds(31_557_600);
    assertThat(read(FULL.replace("60", "9999999999")).maxAge()).isEqualTo(StsPolicy.MAX_AGE);
  }

  @Test
  void policyOf64KibIsReadAndALongerOneIsNot() {
    String full = FULL.replace('/', '\n');
    String filler = "\nx: " + "y".repeat(64 * 1024 - full.length() - 4);
    assertThat(StsPolicy.of(full + filler).mxPatterns()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StsPolicy.of(full + filler + "y"))
        .withMessage("expected at most 65536 characters, found 65537");
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    StsPolicy policy =
        read("max_age: 5/x: y/mode: testing/mx: *.B.example/mx: a.example/version: STSv1");
    assertThat(policy.text())
        .isEqualTo("version: STSv1\nmode: testing\nmx: *.b.example\nmx: a.example\nmax_age: 5\n");
    assertThat(StsPolicy.of(policy.text())).isEqualTo(policy);
  }

  private static StsPolicy read(String text) {
    return StsPolicy.of(text.replace('/', '\n'));
  }
}
