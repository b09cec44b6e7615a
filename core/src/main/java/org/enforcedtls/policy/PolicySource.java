package org.enforcedtls.policy;

import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Where policies come from: a partner table, or a protocol by which domains publish them.
 *
 * <p>An implementation must be safe for use by several threads at once and must not throw for what
 * a file or the network does: it answers {@link PolicyAnswer.Unavailable}. It may block.
 */
@FunctionalInterface
public interface PolicySource {
  /**
   * Asks for the policies of a recipient domain.
   *
   * @param domain the domain as written in the address
   * @return what this source knows
   */
  PolicyAnswer policyFor(Domain domain);

  /**
   * What this source is called, for people.
   *
   * @return such as the name of a file; "policies" unless a source knows better
   */
  default String sourceName() {
    return "policies";
  }

  /**
   * Asks as {@link #policyFor} does, and tells apart who said what.
   *
   * @param domain the domain as written in the address
   * @return one answer for each source that this one is made of, in the order in which they are
   *     asked; none if there is no source
   */
  default List<SourceAnswer> answersFor(Domain domain) {
    return List.of(new SourceAnswer(sourceName(), policyFor(domain)));
  }

  /**
   * The policies that this source knows before it is asked for a domain, so that a client can check
   * when it is built whether the platform can meet them.
   *
   * @return none, if policies are looked up only when mail is sent
   */
  default List<TlsPolicy> knownPolicies() {
    return List.of();
  }

  /**
   * This source for mail that what recipient domains publish must not keep from leaving (RFC 8689
   * §3): our own rows alone.
   *
   * <p>A source that asks others overrides this, so that one which publishes and is out of reach
   * holds no such mail. To forget that makes delivery stricter, never weaker.
   *
   * @return a source that leaves out the policies of origin {@link PolicyOrigin.Kind#MTA_STS}
   */
  default PolicySource withoutPublished() {
    return new OwnPolicies(this);
  }

  /**
   * A source without policies.
   *
   * @return answers {@link PolicyAnswer.Absent} for each domain
   */
  static PolicySource none() {
    return new NoPolicies();
  }

  /**
   * Several sources as one: all that is found must hold. If any source cannot tell, the joined
   * source cannot either.
   *
   * @param sources asked in this order
   * @return the joined source
   */
  static PolicySource join(PolicySource... sources) {
    return new JoinedPolicies(List.of(sources));
  }
}
