package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.policy.MxPattern;
import org.junit.jupiter.params.provider.MethodSource;

/** What domains publish, against expressions that are taken from the grammars of RFC 8461 alone. */
class StsFuzzTest {
  /** So that the expressions, which backtrack, end in time. */
  private static final int MAX_CHARACTERS = 2000;

  private static final Pattern RECORD =
      Pattern.compile(
          "v=STSv1(?:;[ "
              + "\t]*(?:id=[A-Za-z0-9]{1,32}|(?!id=)[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[\\x21-\\x3a\\x3c\\x3e-\\x7e]+)["
              + " \t]*)++;?[ \t]*");
  private static final Pattern ID = Pattern.compile(";[ \t]*id=([A-Za-z0-9]+)");
  private static final Pattern LINE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9_.-]{0,31}:[ \t]*(?![ "
              + "\t])([^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\x9f])[ \t]*\r"
              + "?");

  static Stream<String> records() {
    return Stream.of(
        "v=STSv1; id=20160831085700Z;",
        "v=STSv1;id=1;a.b=c; id=2 ",
        "v=STSv1; id=1;; x==",
        "v=STSv1 ; id=1",
        "v=STSv10; id=1");
  }

  @MethodSource("records")
  @DictionaryEntries({"v=STSv1;", "id=", ";", "=", "\\x09"})
  @FuzzTest
  void recordAnnouncesIfAndOnlyIfTheGrammarHasIt(@NotNull String record) {
    if (record.length() > MAX_CHARACTERS) {
      return;
    }
    Optional<String> expected = Optional.empty();
    if (record.startsWith("v=STSv1;") && RECORD.matcher(record).matches()) {
      Matcher id = ID.matcher(record);
      expected = id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }
    StsAnnouncement read = StsAnnouncement.of(List.of(record));
    assertThat(read)
        .isEqualTo(expected.<StsAnnouncement>map(StsAnnouncement.Announced::new).orElse(read));
    assertThat(read instanceof StsAnnouncement.Announced).isEqualTo(expected.isPresent());
  }

  static Stream<String> policies() {
    return Stream.of(
        "version: STSv1\nmode: enforce\nmx: mx.example\nmx: *.b.example\nmax_age: 604800\n",
        "max_age:31557601\r\nx: ü y\r\nmode:\ttesting \r\nmx: a.example\r\nversion: STSv1\r\n\r\n",
        "version: STSv1\nmode: none\nmax_age: 0",
        "version: STSv1\nmode: none\nmode: no\nmax_age: 0\nmax_age: x",
        "version: STSv1\n\nmode: enforce\nmx: *.*.example\nmax_age: 1.5",
        "<html>\n<body>version: STSv1</body>");
  }

  @MethodSource("policies")
  @DictionaryEntries({
    "version: STSv1",
    "mode: enforce",
    "mode: testing",
    "mode: none",
    "mx: *.",
    "max_age: ",
    "\\x0d\\x0a"
  })
  @FuzzTest
  void policyIsReadIfAndOnlyIfTheGrammarHasIt(@NotNull String text) {
    if (text.length() > MAX_CHARACTERS) {
      return;
    }
    List<String> lines = List.of(text.replaceFirst("[ \t\r\n]+\\z", "").split("\n", -1));
    if (isPolicy(lines)) {
      StsPolicy policy = StsPolicy.of(text);
      assertThat(policy.mode().configName()).isEqualTo(first(lines, "mode"));
      assertThat(policy.maxAge().toSeconds())
          .isEqualTo(Math.min(31_557_600, Long.parseLong(first(lines, "max_age"))));
      assertThat(policy.mxPatterns())
          .isEqualTo(all(lines, "mx").stream().map(MxPattern::of).distinct().toList());
      assertThat(StsPolicy.of(policy.text())).isEqualTo(policy);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StsPolicy.of(text))
          .withMessageMatching("[^\\p{Cntrl}]*, found [^\\p{Cntrl}]*");
    }
  }

  private static boolean isPolicy(List<String> lines) {
    List<String> hosts = all(lines, "mx");
    String mode = first(lines, "mode");
    return lines.stream().allMatch(line -> LINE.matcher(line).matches())
        && first(lines, "version").equals("STSv1")
        && List.of("enforce", "testing", "none").contains(mode)
        && first(lines, "max_age").matches("[0-9]{1,10}")
        && hosts.stream().allMatch(StsFuzzTest::isHost)
        && (mode.equals("none") || !hosts.isEmpty());
  }

  /** Domains are another grammar, and have their own tests. */
  private static boolean isHost(String value) {
    try {
      return value.chars().allMatch(c -> c < 0x80) && !MxPattern.of(value).toString().isEmpty();
    } catch (IllegalArgumentException noHost) {
      return false;
    }
  }

  private static String first(List<String> lines, String name) {
    return all(lines, name).stream().findFirst().orElse("");
  }

  private static List<String> all(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .toList();
  }
}
