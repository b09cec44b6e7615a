package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsAnnouncementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v=STSv1; id=20160831085700Z;                           | 20160831085700Z
          v=STSv1;id=1                                           | 1
          `v=STSv1;\t id=1 \t;`                                  | 1
          v=STSv1; a.b-c_d=!"#~; id=1                            | 1
          v=STSv1; id=1; id=2                                    | 1
          v=spf1 -all + v=STSv1; id=1                            | 1
          v=STSv1 ; id=2 + v=STSv1; id=1                         | 1
          """)
  void idIsThatOfTheOneRecordThatIsAboutMtaSts(String records, String id) {
    assertThat(read(records)).isEqualTo(new StsAnnouncement.Announced(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v=STSv1 ; id=1                    | begins with another text
          v=STSv10; id=1                    | another version
          v=STSv2; id=1                     | another version
          V=STSv1; id=1                     | the version keeps its case
          ` v=STSv1; id=1`                  | a space before it
          v=STSv1                           | nothing but the version
          v=STSv1;                          | no id
          v=STSv1; ;                        | no id
          v=STSv1; id=                      | an empty id
          v=STSv1; id=a b                   | a space in the id
          v=STSv1; id=a-b                   | a hyphen in the id
          v=STSv1; id=é                     | beyond ASCII
          v=STSv1; ID=1                     | names keep their case
          v=STSv1; id=012345678901234567890123456789012 | 33 characters
          v=STSv1;; id=1                    | an empty field
          v=STSv1; id=1;;                   | an empty field
          v=STSv1; id=1; x                  | a field without value
          v=STSv1; id=1; x=                 | an empty value
          v=STSv1; id=1; =x                 | an empty name
          v=STSv1; id=1; x=a=b              | an equals sign in the value
          v=STSv1; id=1; x=a b              | a space in the value
          v=STSv1; id=1; _x=a               | a name that begins with _
          v=STSv1; id=1; id=a b             | a repeated field has to be one as well
          v=STSv1; id=1 + v=STSv1; id=1     | two of them
          """)
  void recordThatCannotBeUsedSaysWhatWasExpected(String records, String why) {
    assertThat(read(records))
        .as(why)
        .isInstanceOfSatisfying(
            StsAnnouncement.Unusable.class,
            unusable ->
                assertThat(unusable.why()).matches("expected .*v=STSv1;.*, found .*|.*them"));
  }

  @ParameterizedTest
  @CsvSource({"v=spf1 -all", "id=1; v=STSv1;", "v-STSv1 id=1", "bogus"})
  void otherRecordsAreNotAboutMtaSts(String record) {
    assertThat(read(record)).isEqualTo(new StsAnnouncement.NoRecord());
  }

  @Test
  void noRecordsAnnounceNothing() {
    assertThat(StsAnnouncement.of(List.of())).isEqualTo(new StsAnnouncement.NoRecord());
  }

  @Test
  void foreignTextInTheReasonIsFitForALine() {
    assertThat(read("v=STSv1; id=\u001b[31m"))
        .isInstanceOfSatisfying(
            StsAnnouncement.Unusable.class,
            unusable ->
                assertThat(unusable.why()).contains("\\u{1b}[31m").doesNotContain("\u001b"));
  }

  private static StsAnnouncement read(String records) {
    return StsAnnouncement.of(Arrays.asList(records.split(" \\+ ")));
  }
}
