package org.enforcedtls.monitor;

/** Is told what has changed at partners. */
@FunctionalInterface
public interface PartnerListener {
  /**
   * Something has changed. Called on the thread that looks, one change after the other. If it
   * throws, the state is not remembered, so that the change is told again at the next look.
   *
   * @param change what has changed
   */
  void changed(PartnerChange change);
}
