package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Domain;

/** Reads the table as a whole: its version, its profiles and its rows. For one thread. */
final class TableReader {
  private static final String VERSION = "1";

  private final Problems problems;
  private final TrustContents trustContents;

  TableReader(Problems problems, TrustContents trustContents) {
    this.problems = problems;
    this.trustContents = trustContents;
  }

  /** The rows that could be read, in the order of the file. */
  List<ReadRow> rows(YamlNode root) {
    if (hasOtherVersion(root)) {
      return List.of();
    }
    return YamlBlock.of(root, Block.TABLE, problems).map(this::rowsOf).orElse(List.of());
  }

  /** What another version's keys mean is not known, so nothing more is said about them. */
  private boolean hasOtherVersion(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping table) || !table.entries().containsKey("version")) {
      return false;
    }
    YamlNode version = table.entries().get("version").value();
    boolean isOther = !(version instanceof YamlNode.Scalar v && v.text().equals(VERSION));
    if (isOther) {
      problems.add(version.place(), "version: expected " + VERSION + ", found " + version.found());
    }
    return isOther;
  }

  private List<ReadRow> rowsOf(YamlBlock table) {
    Profiles profiles = Profiles.read(table);
    PartnerRowReader rowReader = new PartnerRowReader(profiles, trustContents);
    Map<Domain, Place> seen = new HashMap<>();
    List<ReadRow> rows = new ArrayList<>();
    for (YamlNode item :
        table.items("partners", "a list of rows, such as [{domain: fi.example}]")) {
      YamlBlock.of(item, Block.PARTNER, problems)
          .ifPresent(
              block ->
                  rowReader
                      .read(block)
                      .filter(row -> isFirst(row.domain(), block, seen))
                      .map(row -> new ReadRow(row, block.mapping()))
                      .ifPresent(rows::add));
    }
    return rows;
  }

  private boolean isFirst(Domain domain, YamlBlock block, Map<Domain, Place> seen) {
    Place earlier = seen.putIfAbsent(domain, block.place());
    if (earlier != null) {
      problems.add(
          block.placeOf("domain"),
          "domain: " + domain + " has a row already, at " + problems.reference(earlier));
    }
    return earlier == null;
  }
}
