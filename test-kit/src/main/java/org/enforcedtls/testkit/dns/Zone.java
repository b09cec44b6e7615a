package org.enforcedtls.testkit.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What the server knows: one zone, the root, with every name in it. Safe for several threads. */
final class Zone {
  private final Map<Key, List<Record>> records = new LinkedHashMap<>();
  private @Nullable SignedTree tree;
  private final Map<Key, DnsBehaviour> behaviours = new LinkedHashMap<>();

  /** Makes the zone the root of a tree of signed ones. */
  synchronized SignedTree signed() {
    if (tree == null) {
      tree = new SignedTree();
    }
    return tree;
  }

  /** The names that have records, with the types of each. */
  synchronized Map<Name, Set<Integer>> types() {
    Map<Name, Set<Integer>> types = new HashMap<>();
    records
        .keySet()
        .forEach(k -> types.computeIfAbsent(k.name(), n -> new HashSet<>()).add(k.type()));
    return types;
  }

  synchronized void add(Record entry) {
    records
        .computeIfAbsent(new Key(entry.getName(), entry.getType()), key -> new ArrayList<>())
        .add(entry);
  }

  synchronized void remove(Name name, int type) {
    records.remove(new Key(name, type));
  }

  synchronized void behave(Name name, int type, DnsBehaviour behaviour) {
    behaviours.put(new Key(name, type), behaviour);
  }

  synchronized void behaveNormally(Name name, int type) {
    behaviours.remove(new Key(name, type));
  }

  /**
   * Looks a name up and follows aliases inside the zone. A loop of aliases is answered with each of
   * them once, as authoritative servers do. The first behaviour on the way counts.
   */
  synchronized Answer answer(Name asked, int type) {
    List<Record> found = new ArrayList<>();
    Set<Name> seen = new HashSet<>();
    DnsBehaviour behaviour = null;
    for (Name name = asked; seen.add(name); ) {
      if (behaviour == null) {
        behaviour = behaviours.get(new Key(name, type));
      }
      if (behaviour == DnsBehaviour.NXDOMAIN) {
        return new Answer(found, Existence.NO_NAME, name, behaviour);
      }
      if (behaviour == DnsBehaviour.NODATA) {
        return new Answer(found, Existence.NO_DATA, name, behaviour);
      }
      List<Record> own = records(name, type);
      if (!own.isEmpty()) {
        found.addAll(own);
        break;
      }
      List<Record> alias = records(name, Type.CNAME);
      if (alias.isEmpty()) {
        Existence existence = exists(name) ? Existence.NO_DATA : Existence.NO_NAME;
        return new Answer(found, existence, name, behaviour);
      }
      found.addAll(alias);
      name = ((CNAMERecord) alias.get(0)).getTarget();
    }
    return new Answer(found, Existence.FOUND, asked, behaviour);
  }

  private List<Record> records(Name name, int type) {
    List<Record> own = records.getOrDefault(new Key(name, type), List.of());
    return own.isEmpty() && tree != null ? tree.own(name, type) : own;
  }

  /** A name exists if it or a name below it has a record (RFC 8020 §2). */
  private boolean exists(Name name) {
    return records.keySet().stream().anyMatch(key -> key.name().subdomain(name))
        || (tree != null && tree.reaches(name));
  }

  private record Key(Name name, int type) {}

  /** What is there at the end of the aliases. */
  enum Existence {
    FOUND,
    NO_DATA,
    NO_NAME
  }

  /**
   * An answer.
   *
   * @param records aliases first
   * @param existence what is there at the end of the aliases
   * @param end what does not exist, or has no such record; else the name asked for
   * @param behaviour what the test wants to be done, if anything
   */
  record Answer(
      List<Record> records, Existence existence, Name end, @Nullable DnsBehaviour behaviour) {}
}
