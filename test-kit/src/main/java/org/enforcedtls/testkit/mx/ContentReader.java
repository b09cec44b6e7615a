package org.enforcedtls.testkit.mx;

import java.io.IOException;

/** Reads the content after DATA, or one chunk of BDAT. For one thread. */
interface ContentReader {
  /** Reads until so many octets of it came in all, or it ends. */
  void read(long octets) throws IOException;

  default void readToEnd() throws IOException {
    read(Long.MAX_VALUE);
  }
}
