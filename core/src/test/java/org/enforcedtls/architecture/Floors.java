package org.enforcedtls.architecture;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The floors of core below a root package. A package imports only from lower floors; those of one
 * floor do not import each other. The packages of the policy family count as one.
 */
final class Floors {
  private static final Map<String, Integer> TABLE =
      Map.ofEntries(
          Map.entry("address", 0),
          Map.entry("dialogue", 0),
          Map.entry("reply", 0),
          Map.entry("internal.digest", 0),
          Map.entry("internal.file", 0),
          Map.entry("internal.text", 0),
          Map.entry("internal.time", 0),
          Map.entry("dns", 1),
          Map.entry("message", 1),
          Map.entry("tls", 2),
          Map.entry("trust", 2),
          Map.entry("policy", 3),
          Map.entry("outcome", 4),
          Map.entry("observe", 5),
          Map.entry("preflight", 5),
          Map.entry("monitor", 6),
          Map.entry("internal.route", 6),
          Map.entry("internal.wire", 6),
          Map.entry("internal.session", 7),
          Map.entry("internal.delivery", 8),
          Map.entry("internal.http", 8),
          Map.entry("", 9));

  /** What floor 0 stands on as well. These import nothing of core. */
  private static final Set<String> GROUND =
      Set.of("internal.digest", "internal.file", "internal.text", "internal.time");

  private final String root;

  Floors(String root) {
    this.root = root;
  }

  /** The floor of a package, or nothing if it has no place in the table. */
  OptionalInt of(String packageName) {
    Integer floor = TABLE.get(family(packageName));
    return floor == null ? OptionalInt.empty() : OptionalInt.of(floor);
  }

  boolean isBelowRoot(String packageName) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }

  /** Whether the floors let the first package import from the second. */
  boolean mayImport(String importing, String imported) {
    if (family(importing).equals(family(imported))) {
      return true;
    }
    OptionalInt own = of(importing);
    OptionalInt other = of(imported);
    if (GROUND.contains(family(imported))) {
      return own.isPresent() && !GROUND.contains(family(importing));
    }
    return own.isPresent() && other.isPresent() && other.getAsInt() < own.getAsInt();
  }

  private String family(String packageName) {
    String below = packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
    return below.startsWith("policy.") ? "policy" : below;
  }
}
