package org.enforcedtls.reporting.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A policy as a report names it. Immutable.
 *
 * @param type which protocol published it
 * @param domain the policy domain: that of the recipients for MTA-STS, of the MX host's TLSA
 *     records for DANE
 * @param text the lines of an MTA-STS policy, or the TLSA records; empty if there was none
 * @param mxHosts the MX patterns of an MTA-STS policy; empty otherwise
 */
public record ReportedPolicy(
    PolicyType type, String domain, List<String> text, List<String> mxHosts) {

  /** Which protocol published a policy (RFC 8460 §4.4). */
  public enum PolicyType {
    /** DANE. */
    TLSA("tlsa"),
    /** MTA-STS. */
    STS("sts"),
    /** There was neither. */
    NO_POLICY_FOUND("no-policy-found");

    private final String code;

    PolicyType(String code) {
      this.code = code;
    }

    /**
     * What a report says.
     *
     * @return such as {@code sts}
     */
    public String code() {
      return code;
    }
  }

  /**
   * Copies the lists.
   *
   * @param type which protocol published it
   * @param domain the policy domain
   * @param text its lines or records
   * @param mxHosts its MX patterns
   */
  public ReportedPolicy {
    requireNonNull(type, "type");
    requireNonNull(domain, "domain");
    text = List.copyOf(text);
    mxHosts = List.copyOf(mxHosts);
  }
}
