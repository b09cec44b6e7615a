package org.enforcedtls.policyfile;

import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.TrustAnchors;

/** What the files hold that rows name below {@code trust}. */
interface TrustContents {
  /** Throws IllegalArgumentException with what is wrong with the file. */
  TrustAnchors anchors(String fileName);

  /** Throws IllegalArgumentException with what is wrong with the file. */
  RevocationLists lists(String fileName);
}
