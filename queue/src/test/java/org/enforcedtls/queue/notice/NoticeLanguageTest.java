package org.enforcedtls.queue.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeLanguageTest {
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  @TempDir private Path directory;

  static Stream<NoticeLanguage> languages() {
    return Stream.of(NoticeLanguage.english(), NoticeLanguage.swedish());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyKeyIsSaidAndNoOther(NoticeLanguage language) {
    assertThat(language.keys()).isEqualTo(NoticeLanguage.english().keys());
    assertThat(language.missingKeys()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyCauseAndEveryPartyHasWords(NoticeLanguage language) {
    assertThat(Arrays.stream(CauseCode.values()).map(code -> "cause." + code.code()))
        .isSubsetOf(language.keys());
    assertThat(
            Arrays.stream(Party.values())
                .map(party -> "party." + party.name().toLowerCase(Locale.ROOT)))
        .isSubsetOf(language.keys());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void placesAreThoseOfTheEnglishText(NoticeLanguage language) {
    assertThat(language.keys())
        .allSatisfy(
            key ->
                assertThat(places(language.say(key, Map.of())))
                    .as(key)
                    .isSubsetOf(places(NoticeLanguage.english().say(key, Map.of()))));
  }

  @Test
  void fileGivesLanguageOfOnesOwnAndTheRestIsEnglish() throws IOException {
    Path file = directory.resolve("texts_de.properties");
    Files.writeString(file, "why = Grund für {recipient}:\n");
    NoticeLanguage german = NoticeLanguage.ofFile(Locale.GERMAN, file);
    assertThat(german.say("why", Map.of("recipient", "{host} $1 \\")))
        .isEqualTo("Grund für {host} $1 \\:");
    assertThat(german.say("call", Map.of())).isEqualTo("Whom to call:");
    assertThat(german.missingKeys()).contains("call").doesNotContain("why");
    assertThat(german).hasToString("de");
  }

  @Test
  void keyThatNoNoticeUsesIsRefused() throws IOException {
    Path file = directory.resolve("texts_de.properties");
    Files.writeString(file, "whhy = Grund\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoticeLanguage.ofFile(Locale.GERMAN, file))
        .withMessageContainingAll("texts_de.properties", "whhy");
  }

  @Test
  void fileThatIsNotUtf8IsRefused() throws IOException {
    Path file = directory.resolve("texts_de.properties");
    Files.writeString(file, "why = Grund für\n", StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> NoticeLanguage.ofFile(Locale.GERMAN, file));
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).toList();
  }
}
