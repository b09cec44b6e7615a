package org.enforcedtls.policyfile;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;

/** Reads what a row wants to know of revocation. */
final class RevocationReader {
  private static final String LISTS = "crls";

  private RevocationReader() {}

  static RevocationRule read(
      YamlBlock row, Optional<YamlBlock> trust, NamedFiles<RevocationLists> files) {
    RevocationMode mode =
        row.word("revocation", List.of(RevocationMode.values()), RevocationMode::configName)
            .orElse(RevocationMode.OFF);
    RevocationLists lists = trust.map(block -> lists(block, files)).orElse(RevocationLists.none());
    try {
      return RevocationRule.of(mode).withLists(lists);
    } catch (IllegalStateException e) {
      trust.ifPresent(
          block -> row.problems().add(block.placeOf(LISTS), String.valueOf(e.getMessage())));
      return RevocationRule.off();
    }
  }

  private static RevocationLists lists(YamlBlock trust, NamedFiles<RevocationLists> files) {
    return trust.values(LISTS, "name of a file of CRLs", files::read).stream()
        .reduce(RevocationLists.none(), RevocationLists::union);
  }
}
