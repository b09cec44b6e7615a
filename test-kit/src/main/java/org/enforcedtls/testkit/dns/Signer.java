package org.enforcedtls.testkit.dns;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Adds to an answer what DNSSEC adds: signatures and proofs for those who ask for them (DO), and
 * for others the word of a validating resolver (AD, or SERVFAIL for what is bogus). Safe for use by
 * several threads at once.
 */
final class Signer {
  private final Zone zone;
  private volatile InstantSource clock = InstantSource.system();

  Signer(Zone zone) {
    this.zone = zone;
  }

  void clock(InstantSource source) {
    clock = source;
  }

  private SignedTree tree() {
    return zone.signed();
  }

  /** The zones that an answer is made of. */
  private List<SignedZone> zones(Zone.Answer answer, int type) {
    List<SignedZone> zones = new ArrayList<>();
    answer.records().forEach(found -> zones.add(tree().zoneOf(found.getName(), found.getType())));
    if (answer.existence() != Zone.Existence.FOUND) {
      zones.add(tree().zoneOf(answer.end(), type));
    }
    return zones;
  }

  /** Whether a validating resolver would not hand the answer out; who sets CD wants it anyway. */
  boolean isRefused(Message query, Zone.Answer answer) {
    return !query.getHeader().getFlag(Flags.CD)
        && zones(answer, query.getQuestion().getType()).stream()
            .anyMatch(part -> isBogus(tree().path(part)));
  }

  /** Below an unsigned zone nothing is checked any more. */
  private static boolean isBogus(List<ZoneSigning> path) {
    for (ZoneSigning signing : path) {
      if (signing == ZoneSigning.UNSIGNED) {
        return false;
      }
      if (signing.isBogus()) {
        return true;
      }
    }
    return false;
  }

  void complete(Message message, Message query, Zone.Answer answer) {
    int type = query.getQuestion().getType();
    boolean wantsSignatures = wantsSignatures(query);
    if (wantsSignatures) {
      sign(message, Section.ANSWER, set -> tree().zoneOf(set.name(), set.type()));
    }
    if (answer.existence() != Zone.Existence.FOUND) {
      SignedZone last = tree().zoneOf(answer.end(), type);
      message.addRecord(last.authority(), Section.AUTHORITY);
      if (wantsSignatures && last.signing() != ZoneSigning.UNSIGNED) {
        new Denial(last, tree().names(last, zone.types()))
            .records(answer.end(), answer.existence())
            .forEach(proof -> message.addRecord(proof, Section.AUTHORITY));
        sign(message, Section.AUTHORITY, set -> last);
      }
    }
    if (wantsSignatures || query.getHeader().getFlag(Flags.AD)) {
      boolean isSecure =
          zones(answer, type).stream()
                  .allMatch(part -> tree().path(part).stream().allMatch(ZoneSigning::isSecure))
              && (answer.existence() == Zone.Existence.FOUND
                  || tree().zoneOf(answer.end(), type).signing().isSecureInDenial());
      if (isSecure) {
        message.getHeader().setFlag(Flags.AD);
      }
    }
  }

  static boolean wantsSignatures(Message query) {
    OPTRecord edns = query.getOPT();
    return edns != null && (edns.getFlags() & ExtendedFlags.DO) != 0;
  }

  private void sign(Message message, int section, Function<Owner, SignedZone> signers) {
    Map<Owner, List<Record>> sets = new LinkedHashMap<>();
    for (Record record : message.getSection(section)) {
      sets.computeIfAbsent(new Owner(record.getName(), record.getType()), s -> new ArrayList<>())
          .add(record);
    }
    sets.forEach(
        (set, records) -> {
          Optional<Record> signature = signers.apply(set).sign(records, clock.instant());
          signature.ifPresent(made -> message.addRecord(made, section));
        });
  }

  private record Owner(Name name, int type) {}
}
