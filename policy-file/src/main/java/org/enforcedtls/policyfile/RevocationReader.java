package org.enforcedtls.policyfile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.RevocationSource;

/** Reads what a row wants to know of revocation. */
final class RevocationReader {
  private static final String LISTS = "crls";
  private static final String FETCH = "revocation-fetch";
  private static final Words SOURCES =
      new Words(
          Arrays.stream(RevocationSource.values()).map(RevocationSource::configName).toList());

  private RevocationReader() {}

  static RevocationRule read(YamlBlock row, Optional<YamlBlock> trust, TrustContents files) {
    RevocationMode mode =
        row.word("revocation", List.of(RevocationMode.values()), RevocationMode::configName)
            .orElse(RevocationMode.OFF);
    RevocationRule rule = RevocationRule.of(mode);
    if (trust.isPresent()) {
      RevocationLists lists = lists(trust.get(), files);
      rule = with(trust.get(), LISTS, rule, bare -> bare.withLists(lists));
    }
    List<RevocationSource> sources =
        row.values(FETCH, "source, " + SOURCES, RevocationReader::source);
    return with(row, FETCH, rule, listed -> listed.withFetch(sources));
  }

  private static RevocationRule with(
      YamlBlock block, String key, RevocationRule rule, UnaryOperator<RevocationRule> option) {
    try {
      return option.apply(rule);
    } catch (IllegalStateException e) {
      block.problems().add(block.placeOf(key), String.valueOf(e.getMessage()));
      return rule;
    }
  }

  private static RevocationLists lists(YamlBlock trust, TrustContents files) {
    return trust.values(LISTS, "name of a file of CRLs", files::lists).stream()
        .reduce(RevocationLists.none(), RevocationLists::union);
  }

  private static RevocationSource source(String text) {
    return Arrays.stream(RevocationSource.values())
        .filter(source -> source.configName().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected "
                        + SOURCES
                        + ", found "
                        + FoundText.quoted(text)
                        + SOURCES.didYouMean(text)));
  }
}
