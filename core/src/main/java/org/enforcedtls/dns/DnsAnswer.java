package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;

/**
 * What the DNS said to one question. The methods answer what a caller wants to know without a look
 * at the variant. Immutable.
 *
 * @param <T> what a record holds
 */
public sealed interface DnsAnswer<T> {
  /**
   * There are records: the caller may use them, and trust them as far as {@link #dnssec()} goes.
   *
   * @param records at least one, without repetitions
   * @param canonicalName the owner of the records: the name asked for, or the end of its CNAME
   *     chain
   * @param dnssec the weakest state along the chain
   * @param timeToLive how long the answer may still be used; zero: not again
   * @param gaps what was asked beside and failed, so that more records may exist: for addresses the
   *     one family that failed; else empty
   * @param <T> what a record holds
   */
  record Records<T>(
      List<T> records,
      Domain canonicalName,
      DnssecState dnssec,
      Duration timeToLive,
      List<LookupFailed<T>> gaps)
      implements DnsAnswer<T> {
    /**
     * Checks and copies.
     *
     * @param records at least one
     * @param canonicalName the owner of the records
     * @param dnssec the weakest state along the chain
     * @param timeToLive zero or more
     * @param gaps what was asked beside and failed
     * @throws IllegalArgumentException if there is no record or the time is negative
     */
    public Records {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("records must hold at least one record");
      }
      requireNonNull(canonicalName, "canonicalName");
      requireNonNull(dnssec, "dnssec");
      requireNotNegative(timeToLive);
      gaps = List.copyOf(gaps);
    }

    @Override
    public Records<T> withTimeToLive(Duration left) {
      return new Records<>(records, canonicalName, dnssec, left, gaps);
    }
  }

  /**
   * The name exists and has no record of this type: the caller may conclude that there is none, and
   * for MX look for an implicit MX (RFC 5321 §5.1).
   *
   * @param dnssec the weakest state along the chain; only a secure denial is proof
   * @param timeToLive how long the denial may still be used; zero: not again
   * @param <T> what a record would hold
   */
  record NoRecords<T>(DnssecState dnssec, Duration timeToLive) implements DnsAnswer<T> {
    /**
     * Checks.
     *
     * @param dnssec the weakest state along the chain
     * @param timeToLive zero or more
     * @throws IllegalArgumentException if the time is negative
     */
    public NoRecords {
      requireNonNull(dnssec, "dnssec");
      requireNotNegative(timeToLive);
    }

    @Override
    public NoRecords<T> withTimeToLive(Duration left) {
      return new NoRecords<>(dnssec, left);
    }
  }

  /**
   * The name does not exist (NXDOMAIN), or it is an alias of a name that does not: the caller may
   * conclude that nothing of any type is there, and return mail for it.
   *
   * @param dnssec the weakest state along the chain; only a secure denial is proof
   * @param timeToLive how long the denial may still be used; zero: not again
   * @param <T> what a record would hold
   */
  record NameNotFound<T>(DnssecState dnssec, Duration timeToLive) implements DnsAnswer<T> {
    /**
     * Checks.
     *
     * @param dnssec the weakest state along the chain
     * @param timeToLive zero or more
     * @throws IllegalArgumentException if the time is negative
     */
    public NameNotFound {
      requireNonNull(dnssec, "dnssec");
      requireNotNegative(timeToLive);
    }

    @Override
    public NameNotFound<T> withTimeToLive(Duration left) {
      return new NameNotFound<>(dnssec, left);
    }
  }

  /**
   * Nobody could tell: the caller may conclude nothing, holds the mail, and asks again later.
   *
   * @param fault what kind of trouble
   * @param detail which resolvers were asked and what became of it, for a person; one line
   * @param extendedErrors what was said beside, of the last resolver that was asked
   * @param <T> what a record would hold
   */
  record LookupFailed<T>(LookupFault fault, String detail, List<ExtendedDnsError> extendedErrors)
      implements DnsAnswer<T> {
    /**
     * Checks and copies.
     *
     * @param fault what kind of trouble
     * @param detail what became of it
     * @param extendedErrors what was said beside
     */
    public LookupFailed {
      requireNonNull(fault, "fault");
      requireNonNull(detail, "detail");
      extendedErrors = List.copyOf(extendedErrors);
    }

    /**
     * A failure of which nothing was said beside.
     *
     * @param fault what kind of trouble
     * @param detail what became of it
     */
    public LookupFailed(LookupFault fault, String detail) {
      this(fault, detail, List.of());
    }

    @Override
    public List<LookupFailed<T>> gaps() {
      return List.of(this);
    }

    @Override
    public Optional<LookupFailed<T>> failure() {
      return Optional.of(this);
    }

    /** Always {@link DnssecState#UNCHECKED}. */
    @Override
    public DnssecState dnssec() {
      return DnssecState.UNCHECKED;
    }

    /** Always zero: a failure is never used again. */
    @Override
    public Duration timeToLive() {
      return Duration.ZERO;
    }

    @Override
    public LookupFailed<T> withTimeToLive(Duration left) {
      return this;
    }
  }

  /**
   * The records.
   *
   * @return empty unless this is {@link Records}
   */
  default List<T> records() {
    return List.of();
  }

  /**
   * What was asked and failed, so that there may be records that nobody knows of.
   *
   * @return empty if the answer is complete
   */
  default List<LookupFailed<T>> gaps() {
    return List.of();
  }

  /**
   * The failure, if there is nothing but a failure.
   *
   * @return present only for {@link LookupFailed}
   */
  default Optional<LookupFailed<T>> failure() {
    return Optional.empty();
  }

  /**
   * Whether the name is known not to exist.
   *
   * @return true only for {@link NameNotFound}
   */
  default boolean isNameNotFound() {
    return this instanceof NameNotFound;
  }

  /**
   * What DNSSEC says about the answer.
   *
   * @return the weakest state of all that led to the answer
   */
  DnssecState dnssec();

  /**
   * How long the answer may still be used.
   *
   * @return zero or more
   */
  Duration timeToLive();

  /**
   * The same answer, some time later.
   *
   * @param left how long it may still be used; zero or more
   * @return a copy; a {@link LookupFailed} as it is
   */
  DnsAnswer<T> withTimeToLive(Duration left);

  private static void requireNotNegative(Duration timeToLive) {
    if (timeToLive.isNegative()) {
      throw new IllegalArgumentException("timeToLive must not be negative: " + timeToLive);
    }
  }
}
