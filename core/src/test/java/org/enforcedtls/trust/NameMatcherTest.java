package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameMatcherTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          post.fi.example,          post.fi.example
          POST.Fi.Example,          post.fi.example
          post.fi.example.,         post.fi.example
          *.fi.example,             post.fi.example
          *.FI.example.,            post.fi.example
          *.fi.example,             xn--bcher-kva.fi.example
          xn--bcher-kva.example,    xn--bcher-kva.example
          XN--BCHER-KVA.example,    bücher.example
          a,                        a
          1.fi.example,             1.fi.example
          """)
  void presentedNameMatches(String presented, String reference) {
    assertThat(NameMatcher.matches(presented, Domain.of(reference))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          post2.fi.example,         post.fi.example
          fi.example,               post.fi.example
          post.fi.example,          fi.example
          *.fi.example,             fi.example
          *.fi.example,             a.post.fi.example
          *.fi.example,             post.fi2.example
          **.fi.example,            post.fi.example
          *.*.example,              post.fi.example
          post.*.example,           post.fi.example
          post.fi.*,                post.fi.example
          p*.fi.example,            post.fi.example
          *t.fi.example,            post.fi.example
          p*t.fi.example,           post.fi.example
          xn--*.fi.example,         xn--bcher-kva.fi.example
          *.example,                fi.example
          *.com,                    example.com
          *.com.,                   example.com
          *,                        com
          *,                        example
          *.,                       example
          '',                       example
          .,                        example
          .fi.example,              post.fi.example
          post.fi.example..,        post.fi.example
          post..fi.example,         post.fi.example
          ' post.fi.example',       post.fi.example
          'post.fi.example ',       post.fi.example
          bücher.example,           xn--bcher-kva.example
          post_a.fi.example,        post_a.fi.example
          -post.fi.example,         post.fi.example
          post-.fi.example,         post.fi.example
          https://post.fi.example,  post.fi.example
          post.fi.example:25,       post.fi.example
          192.0.2.1,                post.fi.example
          """)
  void presentedNameDoesNotMatch(String presented, String reference) {
    assertThat(NameMatcher.matches(presented, Domain.of(reference))).isFalse();
  }

  @Test
  void nameThatGoesOnBehindNulNeverMatches() {
    assertThat(NameMatcher.matches("post.fi.example\0.evil.example", Domain.of("post.fi.example")))
        .isFalse();
    assertThat(NameMatcher.matches("post.fi.example\0", Domain.of("post.fi.example"))).isFalse();
  }

  /** U+212A KELVIN SIGN and U+017F LONG S become k and s when their case is folded. */
  @ParameterizedTest
  @CsvSource({"mil\u212A.example, milk.example", "po\u017Ft.example, post.example"})
  void letterThatFoldsIntoAsciiNeverMatches(String presented, String reference) {
    assertThat(NameMatcher.matches(presented, Domain.of(reference))).isFalse();
    assertThat(NameMatcher.matches("*." + presented, Domain.of("a." + reference))).isFalse();
  }

  @Test
  void nameHasAtMost253CharactersBesideItsDot() {
    String longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(61);
    assertThat(longest).hasSize(253);
    assertThat(NameMatcher.matches(longest, Domain.of(longest))).isTrue();
    assertThat(NameMatcher.matches(longest + ".", Domain.of(longest))).isTrue();
    assertThat(NameMatcher.host("a" + longest + ".")).isEmpty();
  }

  @Test
  void addressIsNoHost() {
    assertThat(NameMatcher.host("192.0.2.1")).isEmpty();
    assertThat(NameMatcher.host("a.example.1")).isEmpty();
    assertThat(NameMatcher.host("1")).isEmpty();
    assertThat(NameMatcher.host("1.example")).contains("1.example");
  }

  @Test
  void firstCharacterBehindAsciiIsNoneOfIt() {
    assertThat(NameMatcher.isAscii("\u007F")).isTrue();
    assertThat(NameMatcher.isAscii("\u0080")).isFalse();
  }

  @Test
  void nameOfAbsurdLengthNeverMatches() {
    String absurd = "a.".repeat(100_000) + "example";
    assertThat(NameMatcher.matches(absurd, Domain.of("a.example"))).isFalse();
    assertThat(NameMatcher.matches("*." + absurd, Domain.of("a.example"))).isFalse();
  }
}
