package org.enforcedtls.outcome;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;

/** Which policy decided about a recipient. Immutable. */
public final class PolicyEvidence {
  private final EffectivePolicy policy;
  private final List<PolicyFinding> findings;

  private PolicyEvidence(EffectivePolicy policy, List<PolicyFinding> findings) {
    this.policy = policy;
    this.findings = List.copyOf(findings);
  }

  /**
   * Names a policy.
   *
   * @param policy what decided
   * @return the evidence
   */
  public static PolicyEvidence of(EffectivePolicy policy) {
    return new PolicyEvidence(policy, List.of());
  }

  /**
   * The same evidence with what went wrong on the way to the policy.
   *
   * @param findings as the policy source gave them
   * @return a copy
   */
  public PolicyEvidence withFindings(List<PolicyFinding> findings) {
    return new PolicyEvidence(policy, findings);
  }

  /**
   * What went wrong on the way to the policy, such as a policy that its domain announces and that
   * could not be fetched.
   *
   * @return empty if nothing did
   */
  public List<PolicyFinding> findings() {
    return findings;
  }

  /**
   * Where the policy came from.
   *
   * @return the origin of the first that decided
   */
  public PolicyOrigin origin() {
    return policy.principal().origin();
  }

  /**
   * The domain that the policy was written for.
   *
   * @return empty for the default policy
   */
  public Optional<String> domain() {
    return policy.principal().domain().map(Object::toString);
  }

  /**
   * Whether the policy decides or is only observed.
   *
   * @return the configured stage
   */
  public Stage stage() {
    return policy.stage();
  }

  /**
   * What tells this policy from others.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint() {
    return policy.fingerprint();
  }

  /**
   * Whom to call when the policy stops mail.
   *
   * @return empty if nobody is registered
   */
  public Optional<String> contact() {
    return policy.enforced().stream().flatMap((TlsPolicy p) -> p.contact().stream()).findFirst();
  }

  /**
   * How long a queue keeps trying under the policy.
   *
   * @return the shortest that a deciding policy says; empty if none says anything
   */
  public Optional<Duration> lifetime() {
    return policy.enforced().stream()
        .flatMap((TlsPolicy p) -> p.lifetime().stream())
        .min(Comparator.naturalOrder());
  }

  /** The origin, and the domain if there is one. */
  @Override
  public String toString() {
    return policy.principal().toString();
  }
}
