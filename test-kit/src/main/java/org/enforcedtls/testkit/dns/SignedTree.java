package org.enforcedtls.testkit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The zones of a signed server, the root always one of them. Safe for several threads. */
final class SignedTree {
  private final NavigableMap<Name, SignedZone> zones = new TreeMap<>();

  SignedTree() {
    put(Name.root, ZoneSigning.SIGNED);
  }

  synchronized void put(Name apex, ZoneSigning signing) {
    zones.put(apex, new SignedZone(apex, signing));
  }

  synchronized Optional<SignedZone> at(Name apex) {
    return Optional.ofNullable(zones.get(apex));
  }

  /** Whether a zone begins at or below a name, so that the name exists. */
  synchronized boolean reaches(Name name) {
    return zones.keySet().stream().anyMatch(apex -> apex.subdomain(name));
  }

  /** The zone that answers for a name: for DS the one above the cut (RFC 4035 §3.1.4.1). */
  synchronized SignedZone zoneOf(Name name, int type) {
    Name at = type == Type.DS && name.labels() > 1 ? new Name(name, 1) : name;
    while (!zones.containsKey(at)) {
      at = new Name(at, 1);
    }
    return zones.get(at);
  }

  /** The records that signing itself brings about. */
  synchronized List<Record> own(Name name, int type) {
    SignedZone zone = zones.get(name);
    if (zone == null) {
      return List.of();
    }
    if (type == Type.DNSKEY && zone.signing() != ZoneSigning.UNSIGNED) {
      return List.of(zone.key());
    }
    if (type == Type.DS && name.labels() > 1 && zone.signing().isDelegatedSecurely()) {
      return List.of(zone.delegationSigner());
    }
    return type == Type.SOA ? List.of(zone.authority()) : List.of();
  }

  /** What validation of a name runs into, from the root down to its zone. */
  synchronized List<ZoneSigning> path(SignedZone last) {
    List<ZoneSigning> path = new ArrayList<>();
    for (SignedZone zone : zones.values()) {
      if (last.apex().subdomain(zone.apex())) {
        path.add(zone.signing());
      }
    }
    return path;
  }

  /** The names of a zone that have records, with the types of each; cuts have NS, and DS or not. */
  synchronized NavigableMap<Name, NavigableSet<Integer>> names(
      SignedZone zone, Map<Name, Set<Integer>> records) {
    NavigableMap<Name, NavigableSet<Integer>> names = new TreeMap<>();
    records.forEach(
        (name, types) -> {
          if (zoneOf(name, Type.ANY) == zone) {
            names.computeIfAbsent(name, n -> new TreeSet<>()).addAll(types);
          }
        });
    zones.forEach(
        (apex, child) -> {
          if (child == zone) {
            names
                .computeIfAbsent(apex, n -> new TreeSet<>())
                .addAll(List.of(Type.SOA, Type.NS, Type.DNSKEY));
          } else if (zoneOf(apex, Type.DS) == zone) {
            NavigableSet<Integer> types = names.computeIfAbsent(apex, n -> new TreeSet<>());
            types.add(Type.NS);
            if (child.signing().isDelegatedSecurely()) {
              types.add(Type.DS);
            }
          }
        });
    return names;
  }
}
