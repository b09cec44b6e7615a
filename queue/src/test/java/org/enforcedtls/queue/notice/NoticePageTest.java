package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users read about notices is what is written. */
class NoticePageTest {
  private static final Path PAGE = Path.of("..", "docs", "notices.md");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # mark,          transcript,      part
          expired,         expired,         0
          expired-status,  expired,         1
          delayed-swedish, delayed-swedish, 0
          """)
  void exampleIsPartOfTranscript(String mark, String transcript, int part) throws IOException {
    assertThat(between(mark).strip())
        .as("%s of docs/notices.md", mark)
        .isEqualTo("```\n" + parts(transcript).get(part).strip() + "\n```");
  }

  @Test
  void pageNamesEveryAction() throws IOException {
    String page = Files.readString(PAGE);
    for (NoticeAction action : NoticeAction.values()) {
      assertThat(page).contains("`" + action.code() + "`", "`" + action.wish().name() + "`");
    }
  }

  /** The bodies of a transcript's parts, decoded. */
  private static List<String> parts(String transcript) throws IOException {
    try (InputStream in = NoticePageTest.class.getResourceAsStream(transcript + ".eml")) {
      String notice = new String(in.readAllBytes(), UTF_8);
      String boundary = notice.replaceFirst("(?s).*boundary=\"([^\"]+)\".*", "$1");
      return Pattern.compile("^--" + Pattern.quote(boundary) + ".*\n", Pattern.MULTILINE)
          .splitAsStream(notice)
          .skip(1)
          .map(NoticePageTest::decoded)
          .toList();
    }
  }

  private static String decoded(String part) {
    int gap = part.indexOf("\n\n");
    String body = part.substring(gap + 2);
    if (!part.substring(0, gap).toLowerCase(Locale.ROOT).contains("quoted-printable")) {
      return body;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String joined = body.replace("=\n", "");
    for (int i = 0; i < joined.length(); i++) {
      boolean isEncoded = joined.charAt(i) == '=';
      octets.write(isEncoded ? HexFormat.fromHexDigits(joined, i + 1, i + 3) : joined.charAt(i));
      i += isEncoded ? 2 : 0;
    }
    return octets.toString(UTF_8);
  }

  private static String between(String mark) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + mark + " -->";
    int end = page.indexOf("<!-- /" + mark + " -->");
    assertThat(end).as("the end of " + begin).isPositive();
    return page.substring(page.indexOf(begin) + begin.length(), end);
  }
}
