package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.text.ForeignText;

/**
 * The MX records of one recipient domain, read as a whole: which hosts to try in which order, and
 * which records name no host. Immutable.
 *
 * <p>A set without hosts says that mail cannot be delivered now; it never means that the domain is
 * its own implicit MX, as there are MX records (RFC 5321 §5.1).
 */
public final class MxSet {
  private static final MxRecord NULL_MX = new MxRecord(0, ".");

  /**
   * A record that names no host.
   *
   * @param mx the record
   * @param reason what is wrong with its exchange, for a person; one line
   */
  public record Unusable(MxRecord mx, String reason) {
    /**
     * Checks for null.
     *
     * @param mx the record
     * @param reason what is wrong with its exchange
     */
    public Unusable {
      requireNonNull(mx, "mx");
      requireNonNull(reason, "reason");
    }
  }

  private record Drawn(MxHost host, long lot) {}

  private final boolean nullMx;
  private final List<MxHost> hosts;
  private final List<Unusable> unusable;

  private MxSet(boolean nullMx, List<MxHost> hosts, List<Unusable> unusable) {
    this.nullMx = nullMx;
    this.hosts = List.copyOf(hosts);
    this.unusable = List.copyOf(unusable);
  }

  /**
   * Reads MX records. A host named twice counts once, with its lowest preference.
   *
   * @param records all that were found; an empty list gives a set without hosts
   * @return the set
   */
  public static MxSet of(List<MxRecord> records) {
    if (!records.isEmpty() && records.stream().allMatch(NULL_MX::equals)) {
      return new MxSet(true, List.of(), List.of());
    }
    List<MxHost> hosts = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    Set<Domain> seen = new HashSet<>();
    for (MxRecord mx : byPreference(records)) {
      if (mx.namesNoHost()) {
        unusable.add(new Unusable(mx, "a null MX has preference 0 and no record beside it"));
        continue;
      }
      try {
        Domain name = Domain.of(mx.exchange());
        if (seen.add(name)) {
          hosts.add(new MxHost(mx.preference(), name));
        }
      } catch (IllegalArgumentException noHostName) {
        unusable.add(new Unusable(mx, ForeignText.of(String.valueOf(noHostName.getMessage()))));
      }
    }
    return new MxSet(false, hosts, unusable);
  }

  private static List<MxRecord> byPreference(List<MxRecord> records) {
    return records.stream().sorted(Comparator.comparingInt(MxRecord::preference)).toList();
  }

  /**
   * Whether the domain takes no mail at all (RFC 7505 §3): its sole MX record is the null MX. A
   * null record beside others is ignored, and listed under {@link #unusable()}.
   *
   * @return true if mail for the domain is to be returned without another look-up
   */
  public boolean isNullMx() {
    return nullMx;
  }

  /**
   * The MX hosts in the order to try them: by preference, and among equals drawn anew at each call,
   * so that senders share the load (RFC 5321 §5.1).
   *
   * @param random what draws
   * @return no host twice; empty if no record names a host
   */
  public List<MxHost> hosts(RandomGenerator random) {
    if (hosts.size() < 2) {
      return hosts;
    }
    return hosts.stream()
        .map(host -> new Drawn(host, random.nextLong()))
        .sorted(
            Comparator.comparingInt((Drawn drawn) -> drawn.host().preference())
                .thenComparingLong(Drawn::lot))
        .map(Drawn::host)
        .toList();
  }

  /**
   * The records that name no host, such as an IP address as exchange. They are never looked up.
   *
   * @return by preference
   */
  public List<Unusable> unusable() {
    return unusable;
  }

  /** The hosts by preference, and how many records name none. */
  @Override
  public String toString() {
    return nullMx ? "null MX" : hosts + ", unusable " + unusable;
  }
}
