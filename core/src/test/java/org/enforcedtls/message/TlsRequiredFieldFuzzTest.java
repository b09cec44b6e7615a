package org.enforcedtls.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

final class TlsRequiredFieldFuzzTest {
  private static final String END = "(?:\r\n|\r|\n)";
  private static final String LINE = "[^\r\n]*";

  /** A field with its continuation lines; the group is the whole of it. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\G(?![ \t])([^:\r\n]++:" + LINE + "(?:" + END + "[ \t]" + LINE + ")*+)" + END + "?");

  private static final Pattern NAMED =
      Pattern.compile("tls-required[ \t]*:.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern NO =
      Pattern.compile("[^:]*:[ \t\r\n]*no[ \t\r\n]*", Pattern.CASE_INSENSITIVE);

  static Stream<byte[]> headers() {
    return Stream.of(
            "TLS-Required: No\r\n\r\nbody",
            "From: a@x.test\nTLS-Required:\n No\nSubject: x\n\tTLS-Required: No\n\n",
            "TLS-Required: No\r\ntls-required: no\r\n\r\n",
            " TLS-Required: No\r\n\r\n")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  @MethodSource("headers")
  @DictionaryEntries({
    "TLS-Required:",
    " No",
    "\\x0d\\x0a",
    "\\x0a ",
    "\\x0d",
    "\\x0d\\x0a\\x0d\\x0a"
  })
  @FuzzTest
  void saysWhatAPatternOverTheWholeSays(byte[] octets) throws IOException {
    if (octets.length <= TlsRequiredField.MAX_OCTETS) {
      assertThat(TlsRequiredField.saysNo(new ByteArrayInputStream(octets)))
          .isEqualTo(saysNo(new String(octets, ISO_8859_1)));
    }
  }

  private static boolean saysNo(String text) {
    int named = 0;
    int no = 0;
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      if (NAMED.matcher(field.group(1)).matches()) {
        named++;
        no += NO.matcher(field.group(1)).matches() ? 1 : 0;
      }
    }
    return named == 1 && no == 1;
  }
}
