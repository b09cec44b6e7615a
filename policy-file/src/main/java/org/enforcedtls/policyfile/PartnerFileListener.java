package org.enforcedtls.policyfile;

import java.nio.file.Path;

/**
 * Is told when a partner file, or a file of trust anchors, was read again.
 *
 * <p>It is called on the thread that reloads, which may be one that delivers mail, so it must be
 * quick and safe for use by several threads at once. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface PartnerFileListener {
  /**
   * A reload ended.
   *
   * @param file the file
   * @param result what it came to
   */
  void reloaded(Path file, ReloadResult result);
}
