package org.enforcedtls.policyfile;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.TrustAnchors;

/**
 * The files that the rows of one partner file name below {@code trust}. For one thread.
 *
 * @param anchors files of trust anchors
 * @param lists files of CRLs
 */
record TrustFiles(NamedFiles<TrustAnchors> anchors, NamedFiles<RevocationLists> lists)
    implements TrustContents {
  private static final NamedFiles.Kind<TrustAnchors> ANCHORS =
      new NamedFiles.Kind<>("trust anchors", TrustAnchors::fromFile, TrustAnchors::fingerprint);
  private static final NamedFiles.Kind<RevocationLists> LISTS =
      new NamedFiles.Kind<>("CRLs", RevocationLists::fromFile, RevocationLists::fingerprint);

  /** Their stamps are taken as they are read. */
  static TrustFiles of(Path partnerFile, FileStamps stamps) {
    return new TrustFiles(
        new NamedFiles<>(ANCHORS, partnerFile, stamps),
        new NamedFiles<>(LISTS, partnerFile, stamps));
  }

  @Override
  public TrustAnchors anchors(String fileName) {
    return anchors.read(fileName);
  }

  @Override
  public RevocationLists lists(String fileName) {
    return lists.read(fileName);
  }

  List<String> fingerprints() {
    return Stream.of(anchors.fingerprints(), lists.fingerprints()).flatMap(List::stream).toList();
  }
}
