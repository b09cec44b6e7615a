package org.enforcedtls.trust;

import java.util.List;
import java.util.stream.Stream;

/**
 * A second opinion on name constraints of the DNS, label by label.
 *
 * @param permitted bases, without leading dot; empty if nothing says what is permitted
 * @param excluded bases
 */
record PlainConstraints(List<String> permitted, List<String> excluded) {
  private static final int DNS_NAME = 0x82;
  private static final int PERMITTED = 0xA0;
  private static final int EXCLUDED = 0xA1;

  /** Reads the content of the extension; what is not a dNSName is left out. */
  static PlainConstraints read(byte[] extension) {
    return new PlainConstraints(bases(extension, PERMITTED), bases(extension, EXCLUDED));
  }

  private static List<String> bases(byte[] extension, int list) {
    return PlainDer.of(extension).elements().stream()
        .filter(subtrees -> subtrees.tag() == list)
        .flatMap(subtrees -> subtrees.elements().stream())
        .map(subtree -> subtree.elements().get(0))
        .filter(base -> base.tag() == DNS_NAME)
        .map(PlainNames::text)
        .toList();
  }

  /** Whether a name may be given: everything that it stands for, where it is a wildcard. */
  boolean allow(String name) {
    if (permitted.isEmpty() && excluded.isEmpty()) {
      return true;
    }
    List<String> labels = PlainNames.labels(name);
    boolean isWildcard = labels.get(0).equals("*");
    List<String> fixed = isWildcard ? labels.subList(1, labels.size()) : labels;
    if (!PlainNames.isHost(fixed)) {
      return false;
    }
    boolean isPermitted = permitted.isEmpty() || bases(permitted).anyMatch(b -> ends(fixed, b));
    boolean isExcluded =
        bases(excluded)
            .anyMatch(
                base ->
                    ends(fixed, base)
                        // The wildcard may stand for the very host that is excluded.
                        || (isWildcard && base.size() == labels.size() && ends(base, fixed)));
    return isPermitted && !isExcluded;
  }

  private static Stream<List<String>> bases(List<String> bases) {
    return bases.stream().map(base -> base.isEmpty() ? List.of() : PlainNames.labels(base));
  }

  private static boolean ends(List<String> name, List<String> end) {
    return name.size() >= end.size()
        && name.subList(name.size() - end.size(), name.size()).equals(end);
  }
}
