package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.Path;
import org.enforcedtls.policy.partner.PartnerTable;

/**
 * A partner table as a YAML file; {@code docs/partner-table.md} explains its keys.
 *
 * <p><b>Guarantees.</b> A file gives a table only if everything in it is understood: an unknown
 * key, a misspelt word or a value of the wrong kind refuses the whole file, as a row that says less
 * than its author thinks would let mail go that should not. What is not promised: that the facts in
 * the file are true, or that the partners meet them.
 */
public final class PartnerFile {
  private PartnerFile() {}

  /**
   * Reads a table and the files of trust anchors that it names. Blocks.
   *
   * @param file such as {@code partners.yaml}, in UTF-8, at most 8 MiB
   * @return the rows in the order of the file; each has the origin {@code partners.yaml:LINE}
   * @throws PartnerFileException if anything in the file is not understood; it carries every
   *     problem with its place
   * @throws IOException if the file cannot be read
   */
  public static PartnerTable load(Path file) throws IOException {
    return new PartnerFileReading(file).read().table();
  }
}
