package org.enforcedtls.policy.mtasts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.text.WhiteSpace;
import org.enforcedtls.policy.MxPattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy, line by line (RFC 8461 §3.2). For one thread, one text each.
 *
 * <p>A line that is no field makes the whole policy invalid, even where it means nothing to us: a
 * page of HTML that a web server gives for every path must not pass for a policy.
 */
final class StsPolicyParser {
  static final int MAX_CHARACTERS = 64 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
  private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[A-Za-z0-9._-]+");

  private int line;
  private boolean isVersioned;
  private StsPolicy.@Nullable Mode mode;
  private @Nullable Duration maxAge;
  private final List<MxPattern> mxPatterns = new ArrayList<>();

  private StsPolicyParser() {}

  static StsPolicy parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "expected at most " + MAX_CHARACTERS + " characters, found " + text.length());
    }
    return new StsPolicyParser().read(text);
  }

  private StsPolicy read(String text) {
    for (String each : withoutBlankEnd(text).split("\n", -1)) {
      line++;
      field(each.endsWith("\r") ? each.substring(0, each.length() - 1) : each);
    }
    if (!isVersioned) {
      throw new IllegalArgumentException("expected a line \"version: STSv1\", found none");
    }
    if (mode == null) {
      throw new IllegalArgumentException("expected a line such as \"mode: enforce\", found none");
    }
    if (maxAge == null) {
      throw new IllegalArgumentException("expected a line such as \"max_age: 86400\", found none");
    }
    return new StsPolicy(mode, mxPatterns.stream().distinct().toList(), maxAge);
  }

  /** Laxer than RFC 8461 §3.2: files often end in empty lines, which do no harm. */
  private static String withoutBlankEnd(String text) {
    int end = text.length();
    while (end > 0 && " \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private void field(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !NAME.matcher(text.substring(0, colon)).matches()) {
      throw wrong("a field such as \"mode: enforce\"", text);
    }
    String value = WhiteSpace.strip(text.substring(colon + 1));
    if (value.isEmpty() || !value.chars().allMatch(StsPolicyParser::isPrintable)) {
      throw wrong("a value of printable characters behind the colon", text);
    }
    // Of a repeated field the first counts, so what the others say is not even read.
    switch (text.substring(0, colon)) {
      case "version" -> isVersioned = isVersioned || version(value);
      case "mode" -> mode = mode == null ? mode(value) : mode;
      case "max_age" -> maxAge = maxAge == null ? seconds(value) : maxAge;
      case "mx" -> mxPatterns.add(pattern(value));
      default -> {}
    }
  }

  /** With any character of UTF-8 beyond ASCII; surrogates come in pairs or the text was none. */
  private static boolean isPrintable(int c) {
    return c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0);
  }

  private boolean version(String value) {
    if (!value.equals("STSv1")) {
      throw wrong("version STSv1", value);
    }
    return true;
  }

  private StsPolicy.Mode mode(String value) {
    for (StsPolicy.Mode each : StsPolicy.Mode.values()) {
      if (each.configName().equals(value)) {
        return each;
      }
    }
    throw wrong("mode enforce, testing or none", value);
  }

  private Duration seconds(String value) {
    if (!SECONDS.matcher(value).matches()) {
      throw wrong("max_age of 1 to 10 digits", value);
    }
    Duration age = Duration.ofSeconds(Long.parseLong(value));
    return age.compareTo(StsPolicy.MAX_AGE) > 0 ? StsPolicy.MAX_AGE : age;
  }

  /** RFC 8461 §3.2: A-labels, as a U-label could be mapped in two ways. */
  private MxPattern pattern(String value) {
    if (HOST.matcher(value).matches()) {
      try {
        return MxPattern.of(value);
      } catch (IllegalArgumentException noHost) {
        throw wrong("mx with a host name or *. and a domain, in A-labels", value);
      }
    }
    throw wrong("mx with a host name or *. and a domain, in A-labels", value);
  }

  private IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "line " + line + ": expected " + expected + ", found " + ForeignText.quoted(found));
  }
}
