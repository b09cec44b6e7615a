package org.enforcedtls.policyfile;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Is told when a sector list was read again, and when it has become too old. Called as a {@link
 * PartnerFileListener} is.
 */
public interface SectorListListener extends PartnerFileListener {
  /**
   * The list in use is older than is allowed. Its rows keep counting. Told once for each state of
   * the list, when it is opened or read again, or a domain is asked for.
   *
   * @param file the list
   * @param refreshed when it was last brought up to date
   */
  void tooOld(Path file, Instant refreshed);
}
