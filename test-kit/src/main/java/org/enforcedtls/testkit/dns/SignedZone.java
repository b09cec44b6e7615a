package org.enforcedtls.testkit.dns;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** A zone with one key for everything, ECDSA P-256 (RFC 6605 §2). Immutable. */
final class SignedZone {
  static final int TTL_SECONDS = 300;

  private final Name apex;
  private final ZoneSigning signing;
  private final KeyPair keys;
  private final DNSKEYRecord key;

  SignedZone(Name apex, ZoneSigning signing) {
    this.apex = apex;
    this.signing = signing;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.keys = generator.generateKeyPair();
      this.key =
          new DNSKEYRecord(
              apex,
              DClass.IN,
              TTL_SECONDS,
              DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
              DNSKEYRecord.Protocol.DNSSEC,
              DNSSEC.Algorithm.ECDSAP256SHA256,
              keys.getPublic());
    } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
      throw new IllegalStateException("this JDK cannot make a key for zone " + apex, e);
    }
  }

  Name apex() {
    return apex;
  }

  ZoneSigning signing() {
    return signing;
  }

  DNSKEYRecord key() {
    return key;
  }

  DSRecord delegationSigner() {
    return new DSRecord(apex, DClass.IN, TTL_SECONDS, DNSSEC.Digest.SHA256, key);
  }

  /** RFC 2308 §3: a negative answer carries the SOA of its zone. */
  SOARecord authority() {
    return new SOARecord(
        apex, DClass.IN, TTL_SECONDS, apex, apex, 1, 3600, 600, 86400, TTL_SECONDS);
  }

  /** The signature of a set of records; empty where the zone has none. */
  Optional<Record> sign(List<Record> set, Instant now) {
    boolean isOfKeys = set.get(0).getType() == Type.DNSKEY;
    return switch (signing) {
      case UNSIGNED, STRIPPED_SIGNATURES -> Optional.empty();
      case SIGNED, SIGNED_WITH_NSEC3, SIGNED_WITH_COSTLY_NSEC3 ->
          Optional.of(signature(set, now.plus(Duration.ofDays(7))));
      case EXPIRED_SIGNATURES -> Optional.of(signature(set, now.minus(Duration.ofHours(1))));
      case BROKEN_SIGNATURES -> {
        RRSIGRecord good = signature(set, now.plus(Duration.ofDays(7)));
        yield Optional.of(isOfKeys ? good : broken(good));
      }
    };
  }

  private RRSIGRecord signature(List<Record> set, Instant end) {
    try {
      return DNSSEC.sign(
          new RRset(set.toArray(Record[]::new)),
          key,
          keys.getPrivate(),
          end.minus(Duration.ofDays(8)),
          end);
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException("cannot sign " + set, e);
    }
  }

  private static RRSIGRecord broken(RRSIGRecord good) {
    byte[] octets = good.getSignature().clone();
    octets[0] ^= 1;
    return new RRSIGRecord(
        good.getName(),
        good.getDClass(),
        good.getTTL(),
        good.getTypeCovered(),
        good.getAlgorithm(),
        good.getOrigTTL(),
        good.getExpire(),
        good.getTimeSigned(),
        good.getFootprint(),
        good.getSigner(),
        octets);
  }
}
