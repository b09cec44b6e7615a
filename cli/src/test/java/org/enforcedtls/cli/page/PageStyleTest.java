package org.enforcedtls.cli.page;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours can be read, in light and in dark, and the style can stand in a page as it is. */
class PageStyleTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final double TEXT = 4.5;
  private static final double SIGN = 3;

  /** Each scheme with where its colours begin and end. */
  enum Scheme {
    LIGHT(":root {", "@media"),
    DARK("@media screen and (prefers-color-scheme: dark)", "* {");

    private final String from;
    private final String to;

    Scheme(String from, String to) {
      this.from = from;
      this.to = to;
    }

    /** By name. */
    Map<String, Integer> colours() {
      String style = HtmlPage.style();
      int start = style.indexOf(from);
      return COLOUR
          .matcher(style.substring(start, style.indexOf(to, start + 1)))
          .results()
          .collect(toMap(found -> found.group(1), found -> Integer.valueOf(found.group(2), 16)));
    }

    private int colour(String name) {
      return requireNonNull(colours().get(name), name);
    }

    double contrast(String one, String other) {
      double a = luminance(colour(one)) + 0.05;
      double b = luminance(colour(other)) + 0.05;
      return Math.max(a, b) / Math.min(a, b);
    }

    /** As WCAG 2 defines it. */
    private static double luminance(int rgb) {
      return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
    }

    private static double channel(int value) {
      double part = (value & 0xff) / 255.0;
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void textCanBeReadOnWhatItStandsOn(Scheme scheme) {
    for (String ground : new String[] {"paper", "card"}) {
      for (String ink : new String[] {"ink", "soft", "link"}) {
        assertContrast(scheme, ink, ground, TEXT);
      }
      for (Mark mark : Mark.values()) {
        assertContrast(scheme, mark.styleClass() + "-ink", ground, TEXT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void textCanBeReadOnTheColourOfItsMark(Scheme scheme) {
    for (Mark mark : Mark.values()) {
      String fill = mark.styleClass() + "-fill";
      assertContrast(scheme, mark.styleClass() + "-ink", fill, TEXT);
      assertContrast(scheme, "ink", fill, TEXT);
      assertContrast(scheme, "soft", fill, TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void marksAndFocusStandOut(Scheme scheme) {
    for (Mark mark : Mark.values()) {
      String solid = mark.styleClass() + "-solid";
      assertContrast(scheme, "on-solid", solid, SIGN);
      for (String ground : new String[] {"paper", "card", "sunk", mark.styleClass() + "-fill"}) {
        assertContrast(scheme, solid, ground, SIGN);
      }
    }
    assertContrast(scheme, "focus", "paper", SIGN);
    assertContrast(scheme, "focus", "card", SIGN);
  }

  @Test
  void bothSchemesHaveAllColours() {
    assertThat(Scheme.DARK.colours().keySet())
        .isEqualTo(Scheme.LIGHT.colours().keySet())
        .isNotEmpty();
  }

  @Test
  void browserAndWriterReadTheStyleAlike() {
    assertThat(HtmlPage.style()).doesNotContain("<", ">", "&").matches("(?s)[\\n -~]*");
  }

  private static void assertContrast(Scheme scheme, String one, String other, double least) {
    assertThat(scheme.contrast(one, other))
        .as("%s: %s on %s", scheme, one, other)
        .isGreaterThanOrEqualTo(least);
  }
}
