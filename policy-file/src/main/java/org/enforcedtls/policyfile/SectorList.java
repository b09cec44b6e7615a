package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerTable;

/**
 * Domains that somebody else lists, such as all members of a sector, as a CSV file; {@code
 * docs/sector-lists.md} says what stands in it.
 *
 * <p><b>Guarantees.</b> A file gives a list only if everything in it is understood; a line that is
 * not refuses the whole file. What is not promised: that the list is complete, or still right.
 *
 * @param table a row for each domain, in the order of the file; each has the origin {@code
 *     members.csv:LINE}
 * @param refreshed when the list was last brought up to date
 */
public record SectorList(PartnerTable table, Instant refreshed) {
  /**
   * Checks for null.
   *
   * @param table a row for each domain
   * @param refreshed when it was last brought up to date
   */
  public SectorList {
    requireNonNull(table, "table");
    requireNonNull(refreshed, "refreshed");
  }

  /**
   * Reads a list. Blocks.
   *
   * @param file such as {@code members.csv}, in UTF-8, at most 8 MiB
   * @param template what each row demands; its hosts, origin and domain play no part
   * @return the list
   * @throws PartnerFileException if anything in the file is not understood; it carries every
   *     problem with its place
   * @throws IOException if the file cannot be read
   */
  public static SectorList load(Path file, TlsPolicy template) throws IOException {
    return new SectorListReading(file, template, InstantSource.system()).read().list();
  }

  /** A row that only names its domain and its hosts. */
  static TlsPolicy plainRow() {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("sector list")).build();
  }
}
