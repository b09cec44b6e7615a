package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.tls.ChannelRequirement;
import org.jspecify.annotations.Nullable;

/**
 * What one source demands for the mail of a recipient domain. Immutable.
 *
 * <p><b>Guarantees.</b> Every policy demands TLS with a certificate that ends in an approved CA, is
 * within its dates and names the MX host dialled; but where the client uses DANE and the host has
 * secure TLSA records that count, the certificate has to match those, and what is demanded beside
 * them is what partner rows demand. There is no policy that demands less; mail under any policy
 * never leaves in clear. What a policy without listed MX hosts does not promise: that the MX host
 * is the one that the recipient domain wants, as its name comes out of the DNS.
 */
public final class TlsPolicy {
  private static final TlsPolicy VERIFIED =
      builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default")).build();

  private final PolicyOrigin origin;
  private final @Nullable Domain domain;
  private final MxAdmission mxAdmission;
  private final CertificateDemand certificate;
  private final ChannelRequirement channel;
  private final Enforcement enforcement;
  private final Handling handling;
  private final List<String> publishedText;
  private final String fingerprint;

  private TlsPolicy(Builder builder) {
    this.origin = builder.origin;
    this.domain = builder.domain;
    this.mxAdmission = builder.mxAdmission;
    this.certificate = builder.certificate;
    this.channel = builder.channel;
    this.enforcement = builder.enforcement;
    this.handling = builder.handling;
    this.publishedText = builder.publishedText;
    this.fingerprint =
        Fingerprint.of(mxAdmission.fingerprint(), certificate.fingerprint(), channel.fingerprint());
  }

  /**
   * The default for domains without any policy: any MX host, the client's trust anchors, profile
   * {@code finansinspektionen}, at least TLS 1.2.
   *
   * @return the policy
   */
  public static TlsPolicy verified() {
    return VERIFIED;
  }

  /**
   * Starts a policy that demands what {@link #verified()} does.
   *
   * @param origin where it comes from
   * @return a builder
   */
  public static Builder builder(PolicyOrigin origin) {
    return new Builder(requireNonNull(origin, "origin"));
  }

  /**
   * Starts a copy.
   *
   * @return a builder that holds what this policy demands
   */
  public Builder toBuilder() {
    Builder builder = new Builder(origin);
    builder.domain = domain;
    builder.mxAdmission = mxAdmission;
    builder.certificate = certificate;
    builder.channel = channel;
    builder.enforcement = enforcement;
    builder.handling = handling;
    builder.publishedText = publishedText;
    return builder;
  }

  /**
   * Where the policy comes from.
   *
   * @return the origin
   */
  public PolicyOrigin origin() {
    return origin;
  }

  /**
   * The domain that the policy was written for.
   *
   * @return the domain, or one above it if the policy covers subdomains; empty for the default
   */
  public Optional<Domain> domain() {
    return Optional.ofNullable(domain);
  }

  /**
   * Which MX hosts are admitted.
   *
   * @return the admission
   */
  public MxAdmission mxAdmission() {
    return mxAdmission;
  }

  /**
   * What the certificate must meet.
   *
   * @return the demand
   */
  public CertificateDemand certificate() {
    return certificate;
  }

  /**
   * What protocol and cipher suite must meet.
   *
   * @return the requirement
   */
  public ChannelRequirement channel() {
    return channel;
  }

  /**
   * When the policy decides, and what becomes of mail that it stops.
   *
   * @return the enforcement
   */
  public Enforcement enforcement() {
    return enforcement;
  }

  /**
   * Whom to call when the policy stops mail.
   *
   * @return such as {@code postmaster@fi.example}; empty if nobody is registered
   */
  public Optional<String> contact() {
    return Optional.ofNullable(handling.contact());
  }

  /**
   * How long a queue keeps trying.
   *
   * @return empty if the queue's own time counts
   */
  public Optional<Duration> lifetime() {
    return Optional.ofNullable(handling.lifetime());
  }

  /**
   * What decides while this policy is only observed, so that to observe never weakens.
   *
   * @return empty if the client's default policy does
   */
  public Optional<TlsPolicy> whileObserved() {
    return Optional.ofNullable(handling.whileObserved());
  }

  /**
   * What the recipient domain itself published, for reports to it.
   *
   * @return line by line; empty for a policy that is our own
   */
  public List<String> publishedText() {
    return publishedText;
  }

  /**
   * What tells apart policies that demand different things of a host: TLS sessions and connections
   * are never shared between two fingerprints.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** The origin and the domain. */
  @Override
  public String toString() {
    return domain().map(d -> origin + " (" + d + ")").orElse(origin.toString());
  }

  private record Handling(
      @Nullable String contact, @Nullable Duration lifetime, @Nullable TlsPolicy whileObserved) {
    static final Handling NONE = new Handling(null, null, null);
  }

  /** Builds a policy. For one thread. */
  public static final class Builder {
    private final PolicyOrigin origin;
    private @Nullable Domain domain;
    private MxAdmission mxAdmission = MxAdmission.any();
    private CertificateDemand certificate = CertificateDemand.defaults();
    private ChannelRequirement channel = ChannelRequirement.defaults();
    private Enforcement enforcement = Enforcement.always();
    private Handling handling = Handling.NONE;
    private List<String> publishedText = List.of();

    private Builder(PolicyOrigin origin) {
      this.origin = origin;
    }

    /**
     * Sets the domain that the policy is written for.
     *
     * @param domain the recipient domain
     * @return this
     */
    public Builder domain(Domain domain) {
      this.domain = requireNonNull(domain, "domain");
      return this;
    }

    /**
     * Sets which MX hosts are admitted; any unless set.
     *
     * @param mxAdmission the admission
     * @return this
     */
    public Builder mxAdmission(MxAdmission mxAdmission) {
      this.mxAdmission = requireNonNull(mxAdmission, "mxAdmission");
      return this;
    }

    /**
     * Sets what the certificate must meet.
     *
     * @param certificate the demand
     * @return this
     */
    public Builder certificate(CertificateDemand certificate) {
      this.certificate = requireNonNull(certificate, "certificate");
      return this;
    }

    /**
     * Sets what protocol and cipher suite must meet; profile {@code finansinspektionen} and TLS 1.2
     * unless set.
     *
     * @param channel the requirement
     * @return this
     */
    public Builder channel(ChannelRequirement channel) {
      this.channel = requireNonNull(channel, "channel");
      return this;
    }

    /**
     * Sets when the policy decides and what becomes of mail that it stops.
     *
     * @param enforcement the enforcement
     * @return this
     */
    public Builder enforcement(Enforcement enforcement) {
      this.enforcement = requireNonNull(enforcement, "enforcement");
      return this;
    }

    /**
     * Sets whom to call when the policy stops mail.
     *
     * @param contact a mailbox, a telephone number, or both
     * @return this
     */
    public Builder contact(String contact) {
      this.handling =
          new Handling(
              requireNonNull(contact, "contact"), handling.lifetime(), handling.whileObserved());
      return this;
    }

    /**
     * Sets how long a queue keeps trying.
     *
     * @param lifetime positive
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder lifetime(Duration lifetime) {
      if (lifetime.isNegative() || lifetime.isZero()) {
        throw new IllegalArgumentException("lifetime must be over 0, not " + lifetime);
      }
      this.handling = new Handling(handling.contact(), lifetime, handling.whileObserved());
      return this;
    }

    /**
     * Sets what decides while this policy is only observed; the client's default policy unless set.
     *
     * @param wider such as the row of a domain above
     * @return this
     */
    public Builder whileObserved(TlsPolicy wider) {
      this.handling =
          new Handling(
              handling.contact(), handling.lifetime(), requireNonNull(wider, "whileObserved"));
      return this;
    }

    /**
     * Sets what the recipient domain itself published; nothing unless set. It demands nothing.
     *
     * @param lines as reports to the domain repeat them
     * @return this
     */
    public Builder publishedText(List<String> lines) {
      this.publishedText = List.copyOf(lines);
      return this;
    }

    /**
     * Builds the policy.
     *
     * @return the policy
     */
    public TlsPolicy build() {
      return new TlsPolicy(this);
    }
  }
}
