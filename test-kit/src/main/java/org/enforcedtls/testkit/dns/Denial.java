package org.enforcedtls.testkit.dns;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/** Proves that a name, or a type of a name, is not in a zone. For one answer. */
final class Denial {
  private static final base32 HASH_TEXT = new base32(base32.Alphabet.BASE32HEX, false, false);

  private final SignedZone zone;
  private final NavigableMap<Name, NavigableSet<Integer>> names;

  Denial(SignedZone zone, NavigableMap<Name, NavigableSet<Integer>> names) {
    this.zone = zone;
    this.names = names;
  }

  /** The records that prove that there is no such type, or that there is no such name. */
  List<Record> records(Name name, Zone.Existence existence) {
    Set<Name> toProve = new LinkedHashSet<>();
    Name encloser = closestEncloser(name);
    if (existence == Zone.Existence.NO_NAME) {
      toProve.add(zone.signing().hasNsec3() ? below(encloser, name) : name);
      toProve.add(wildcardOf(encloser));
      if (zone.signing().hasNsec3()) {
        toProve.add(encloser);
      }
    } else {
      toProve.add(name);
    }
    return zone.signing().hasNsec3() ? nsec3(toProve) : nsec(toProve);
  }

  private Name closestEncloser(Name name) {
    Name encloser = name;
    while (!encloser.equals(zone.apex()) && !exists(encloser)) {
      encloser = new Name(encloser, 1);
    }
    return encloser;
  }

  private boolean exists(Name name) {
    return names.keySet().stream().anyMatch(other -> other.subdomain(name));
  }

  /** RFC 5155 §1.3: the "next closer" name, one label longer than the closest encloser. */
  private static Name below(Name encloser, Name name) {
    // A test may deny a name that is there; the proof then proves nothing, as it should.
    return encloser.equals(name) ? name : new Name(name, name.labels() - encloser.labels() - 1);
  }

  private static Name wildcardOf(Name encloser) {
    try {
      return Name.fromString("*", encloser);
    } catch (TextParseException e) {
      throw new IllegalStateException("no wildcard fits below " + encloser, e);
    }
  }

  private List<Record> nsec(Set<Name> toProve) {
    Set<Name> owners = new LinkedHashSet<>();
    toProve.forEach(name -> owners.add(orFirst(names.floorKey(name))));
    List<Record> records = new ArrayList<>();
    for (Name owner : owners) {
      Name next = orFirst(names.higherKey(owner));
      NavigableSet<Integer> types = new TreeSet<>(names.get(owner));
      types.addAll(List.of(Type.RRSIG, Type.NSEC));
      records.add(new NSECRecord(owner, DClass.IN, SignedZone.TTL_SECONDS, next, bitmap(types)));
    }
    return records;
  }

  private Name orFirst(@Nullable Name name) {
    return name == null ? names.firstKey() : name;
  }

  private List<Record> nsec3(Set<Name> toProve) {
    NSEC3Record parameters = nsec3(zone.apex(), new byte[20], new TreeSet<>());
    NavigableMap<String, Hashed> chain = new TreeMap<>();
    for (Name name : withEmptyNonTerminals()) {
      Hashed hashed = new Hashed(hash(parameters, name), typesOf(name));
      chain.put(hashed.text(), hashed);
    }
    Set<Hashed> owners = new LinkedHashSet<>();
    for (Name name : toProve) {
      Map.Entry<String, Hashed> before = chain.floorEntry(text(hash(parameters, name)));
      owners.add((before == null ? chain.lastEntry() : before).getValue());
    }
    List<Record> records = new ArrayList<>();
    for (Hashed owner : owners) {
      Map.Entry<String, Hashed> after = chain.higherEntry(owner.text());
      Hashed next = (after == null ? chain.firstEntry() : after).getValue();
      records.add(nsec3(ownerName(owner.text()), next.hash(), owner.types()));
    }
    return records;
  }

  private NavigableSet<Integer> typesOf(Name name) {
    NavigableSet<Integer> types = new TreeSet<>(names.getOrDefault(name, new TreeSet<>()));
    boolean isUnsignedCut =
        types.contains(Type.NS) && !types.contains(Type.SOA) && !types.contains(Type.DS);
    if (!types.isEmpty() && !isUnsignedCut) {
      types.add(Type.RRSIG);
    }
    return types;
  }

  /** A name of the chain; two are the same if their hashes are. */
  private static final class Hashed {
    private final byte[] hash;
    private final NavigableSet<Integer> types;

    Hashed(byte[] hash, NavigableSet<Integer> types) {
      this.hash = hash;
      this.types = types;
    }

    byte[] hash() {
      return hash;
    }

    NavigableSet<Integer> types() {
      return types;
    }

    String text() {
      return Denial.text(hash);
    }
  }

  /** RFC 5155 §7.1: names without records, above names with records, have an NSEC3 record too. */
  private Set<Name> withEmptyNonTerminals() {
    Set<Name> all = new LinkedHashSet<>(names.keySet());
    for (Name name : names.keySet()) {
      Name above = name;
      while (!above.equals(zone.apex())) {
        all.add(above);
        above = new Name(above, 1);
      }
    }
    return all;
  }

  private NSEC3Record nsec3(Name owner, byte[] next, NavigableSet<Integer> types) {
    return new NSEC3Record(
        owner,
        DClass.IN,
        SignedZone.TTL_SECONDS,
        NSEC3Record.SHA1_DIGEST_ID,
        0,
        zone.signing().iterations(),
        new byte[0],
        next,
        bitmap(types));
  }

  private Name ownerName(String hash) {
    try {
      return Name.fromString(hash, zone.apex());
    } catch (TextParseException e) {
      throw new IllegalStateException("no hashed name fits below " + zone.apex(), e);
    }
  }

  private static byte[] hash(NSEC3Record parameters, Name name) {
    try {
      return parameters.hashName(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e);
    }
  }

  private static String text(byte[] hash) {
    return HASH_TEXT.toString(hash).toLowerCase(Locale.ROOT);
  }

  private static int[] bitmap(NavigableSet<Integer> types) {
    return types.stream().mapToInt(Integer::intValue).toArray();
  }
}
