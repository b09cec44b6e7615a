package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be known of revocation: how much, from which CRLs beside what servers staple, and
 * whether more may be fetched. Immutable.
 *
 * <p><b>Guarantees.</b> Under {@link RevocationMode#WHEN_AVAILABLE} and {@link
 * RevocationMode#REQUIRE} no path is verified on which a certificate is known to be revoked, by a
 * valid staple, CRL or OCSP response. Nothing is fetched unless {@link #withFetch} asks for it. Who
 * keeps a revoked certificate's staple back, and what is to be fetched, hides the revocation under
 * {@code WHEN_AVAILABLE}; under {@code REQUIRE} that only stops mail. An answer is required for the
 * end entity alone; of intermediates any valid answer is believed that says that they were revoked.
 */
public final class RevocationRule {
  private static final RevocationRule OFF =
      new RevocationRule(RevocationMode.OFF, RevocationLists.none(), Set.of());

  private final RevocationMode mode;
  private final RevocationLists lists;
  private final Set<RevocationSource> fetch;

  private RevocationRule(RevocationMode mode, RevocationLists lists, Set<RevocationSource> fetch) {
    this.mode = mode;
    this.lists = lists;
    this.fetch = fetch;
  }

  /**
   * Nothing is looked at.
   *
   * @return the rule that counts unless another is set
   */
  public static RevocationRule off() {
    return OFF;
  }

  /**
   * A rule without CRLs and without fetching: only what servers staple answers.
   *
   * @param mode how much has to be known
   * @return the rule
   */
  public static RevocationRule of(RevocationMode mode) {
    return new RevocationRule(requireNonNull(mode, "mode"), RevocationLists.none(), Set.of());
  }

  /**
   * The same rule with CRLs, which are asked as well as the staples.
   *
   * @param lists in place of those of this rule
   * @return a copy
   * @throws IllegalStateException if the mode is off, which would look at none of them
   */
  public RevocationRule withLists(RevocationLists lists) {
    if (isOff() && lists.size() > 0) {
      throw off("crls");
    }
    return new RevocationRule(mode, lists, fetch);
  }

  /**
   * The same rule with sources that are asked over the network, where neither staples nor CRLs say
   * whether a certificate of a path was revoked. The CA, and whoever sees its network, then learns
   * which host is written to, and when.
   *
   * @param sources in place of those of this rule; OCSP is asked before CRLs, whatever the order
   * @return a copy
   * @throws IllegalStateException if the mode is off, which would ask none of them
   */
  public RevocationRule withFetch(Collection<RevocationSource> sources) {
    if (isOff() && !sources.isEmpty()) {
      throw off("revocation-fetch");
    }
    return new RevocationRule(mode, lists, Collections.unmodifiableSet(new TreeSet<>(sources)));
  }

  private static IllegalStateException off(String key) {
    return new IllegalStateException(
        key + ": expected revocation: when-available or revocation: require with it, found off");
  }

  /**
   * How much has to be known.
   *
   * @return the mode
   */
  public RevocationMode mode() {
    return mode;
  }

  /**
   * The CRLs that are asked.
   *
   * @return none by default
   */
  public RevocationLists lists() {
    return lists;
  }

  /**
   * What is fetched.
   *
   * @return nothing by default
   */
  public Set<RevocationSource> fetch() {
    return fetch;
  }

  boolean isOff() {
    return mode == RevocationMode.OFF;
  }

  /** Equal if they demand the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationRule that
        && mode == that.mode
        && lists.equals(that.lists)
        && fetch.equals(that.fetch);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mode, lists, fetch);
  }

  /** The mode, the CRLs and what is fetched; one text for all rules that demand the same. */
  @Override
  public String toString() {
    String listed = lists.size() == 0 ? "" : " (" + lists + ")";
    String fetched =
        fetch.isEmpty()
            ? ""
            : " (fetch "
                + String.join(", ", fetch.stream().map(RevocationSource::configName).toList())
                + ")";
    return mode.configName() + listed + fetched;
  }
}
