package org.enforcedtls.reporting.report;

import static java.util.Objects.requireNonNull;

/**
 * What failed (RFC 8460 §4.3). More may be registered, so a reader can meet others than those that
 * have a name here. Immutable.
 *
 * @param code as registered
 */
public record ResultType(String code) {
  /** The host did not offer STARTTLS. */
  public static final ResultType STARTTLS_NOT_SUPPORTED = new ResultType("starttls-not-supported");

  /** The certificate is for another name. */
  public static final ResultType CERTIFICATE_HOST_MISMATCH =
      new ResultType("certificate-host-mismatch");

  /** The certificate is outside its dates. */
  public static final ResultType CERTIFICATE_EXPIRED = new ResultType("certificate-expired");

  /** The certificate does not lead to an approved CA. */
  public static final ResultType CERTIFICATE_NOT_TRUSTED =
      new ResultType("certificate-not-trusted");

  /** Any other failure of the handshake. */
  public static final ResultType VALIDATION_FAILURE = new ResultType("validation-failure");

  /** No TLSA record counts, or none matches. */
  public static final ResultType TLSA_INVALID = new ResultType("tlsa-invalid");

  /** The TLSA records, or what leads to them, are bogus, or the DNS gives no answer. */
  public static final ResultType DNSSEC_INVALID = new ResultType("dnssec-invalid");

  /** The sender insists on DANE, and there are no usable TLSA records. */
  public static final ResultType DANE_REQUIRED = new ResultType("dane-required");

  /** The MTA-STS policy could not be fetched. */
  public static final ResultType STS_POLICY_FETCH_ERROR = new ResultType("sts-policy-fetch-error");

  /** The MTA-STS policy, or the record that announces it, is not one. */
  public static final ResultType STS_POLICY_INVALID = new ResultType("sts-policy-invalid");

  /** The certificate of the policy host is not valid. */
  public static final ResultType STS_WEBPKI_INVALID = new ResultType("sts-webpki-invalid");

  /**
   * Checks for null.
   *
   * @param code as registered
   */
  public ResultType {
    requireNonNull(code, "code");
  }

  /** The code. */
  @Override
  public String toString() {
    return code;
  }
}
