package org.enforcedtls.policyfile;

import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.TrustAnchors;

/**
 * Reads the text of a row as {@link PartnerFile} would, to be sure that it says what the row says.
 *
 * @param row what was written; stands for the files that it names
 */
record RowReadBack(PartnerRow row) implements TrustContents {
  /** Throws IllegalArgumentException if a table cannot say what the row says. */
  void check(List<String> lines) {
    PartnerRow read = read("version: 1\npartners:\n" + String.join("\n", lines) + "\n");
    TlsPolicy wanted = row.policy();
    TlsPolicy found = read.policy();
    boolean isSame =
        read.domain().equals(row.domain())
            && read.coverage() == row.coverage()
            && found.fingerprint().equals(wanted.fingerprint())
            && found.enforcement().stage() == wanted.enforcement().stage()
            && found.enforcement().from().equals(wanted.enforcement().from())
            && found.enforcement().until().equals(wanted.enforcement().until())
            && found.enforcement().onFailure() == wanted.enforcement().onFailure()
            && found.lifetime().equals(wanted.lifetime())
            && found.contact().equals(wanted.contact());
    if (!isSame) {
      throw new IllegalArgumentException("expected a row that a table can hold, found " + wanted);
    }
  }

  private PartnerRow read(String text) {
    Problems problems = new Problems("row");
    try {
      List<ReadRow> rows =
          new TableReader(problems, this).rows(YamlComposer.compose(text, problems));
      problems.throwIfAny();
      return rows.get(0).row();
    } catch (PartnerFileException e) {
      throw new IllegalArgumentException(
          e.problems().stream()
              .map(PartnerFileException.Problem::text)
              .collect(Collectors.joining("; ")),
          e);
    }
  }

  @Override
  public TrustAnchors anchors(String fileName) {
    return row.policy().certificate().anchors().orElseThrow();
  }

  @Override
  public RevocationLists lists(String fileName) {
    return row.policy().certificate().revocation().lists();
  }
}
