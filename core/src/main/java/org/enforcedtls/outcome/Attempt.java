package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.reply.Reply;
import org.jspecify.annotations.Nullable;

/** One address of one MX host that was tried, or refused before it was dialled. Immutable. */
public final class Attempt {
  private final Domain mxHost;
  private final int preference;
  private final Instant startedAt;
  private final @Nullable InetAddress address;
  private final MxAuthentication mxAuthentication;
  private final @Nullable TlsEvidence tls;
  private final boolean isOnReusedConnection;
  private final boolean isDsnOffered;
  private final List<Cause> causes;
  private final @Nullable Reply reply;
  private final List<Observation> observations;

  private Attempt(Builder builder) {
    this.mxHost = builder.mxHost;
    this.preference = builder.preference;
    this.startedAt = builder.startedAt;
    this.address = builder.address;
    this.mxAuthentication = builder.mxAuthentication;
    this.tls = builder.tls;
    this.isOnReusedConnection = builder.isOnReusedConnection;
    this.isDsnOffered = builder.isDsnOffered;
    this.causes = builder.causes;
    this.reply = builder.reply;
    this.observations = builder.observations;
  }

  /**
   * Starts an attempt.
   *
   * @param mxHost the host
   * @param preference of its MX record, 0 to 65535; 0 where there was no record
   * @param startedAt when
   * @return a builder of an attempt without cause
   */
  public static Builder builder(Domain mxHost, int preference, Instant startedAt) {
    return new Builder(mxHost, preference, startedAt);
  }

  /**
   * Starts a copy.
   *
   * @return a builder that holds what this attempt holds
   */
  public Builder toBuilder() {
    Builder builder = new Builder(mxHost, preference, startedAt);
    builder.address = address;
    builder.mxAuthentication = mxAuthentication;
    builder.tls = tls;
    builder.isOnReusedConnection = isOnReusedConnection;
    builder.isDsnOffered = isDsnOffered;
    builder.causes = causes;
    builder.reply = reply;
    builder.observations = observations;
    return builder;
  }

  /**
   * The host.
   *
   * @return its name
   */
  public Domain mxHost() {
    return mxHost;
  }

  /**
   * The preference of its MX record.
   *
   * @return 0 to 65535; 0 where there was no record
   */
  public int preference() {
    return preference;
  }

  /**
   * When the attempt started.
   *
   * @return the instant
   */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * The address.
   *
   * @return empty if the host was given up before it had one
   */
  public Optional<InetAddress> address() {
    return Optional.ofNullable(address);
  }

  /**
   * What proved the name of the host.
   *
   * @return NOTHING unless something did
   */
  public MxAuthentication mxAuthentication() {
    return mxAuthentication;
  }

  /**
   * What was negotiated and presented.
   *
   * @return empty if the handshake did not get that far
   */
  public Optional<TlsEvidence> tls() {
    return Optional.ofNullable(tls);
  }

  /**
   * Whether the connection was made for an earlier message, under the same policy: then what was
   * negotiated and presented is that of its handshake.
   *
   * @return true if so
   */
  public boolean isOnReusedConnection() {
    return isOnReusedConnection;
  }

  /**
   * Whether the host offered DSN (RFC 3461 §4): then the NOTIFY wishes went to it, and it tells the
   * sender of what it accepted; else nobody but us can (RFC 3461 §5.2.2).
   *
   * @return false also if the dialogue did not get as far as EHLO inside TLS
   */
  public boolean isDsnOffered() {
    return isDsnOffered;
  }

  /**
   * Why the recipient was not accepted here.
   *
   * @return the most telling first; empty if the recipient was accepted
   */
  public List<Cause> causes() {
    return causes;
  }

  /**
   * What the operator should know though every check of the policy passed: that the host was
   * verified by a name that anybody who forges the DNS chooses, as nothing proves that the
   * recipient domain wants it.
   *
   * @return for people; empty unless the host passed
   */
  public List<String> warnings() {
    boolean isVerified = tls().flatMap(TlsEvidence::checks).isPresent() && causes.isEmpty();
    return isVerified && mxAuthentication == MxAuthentication.NOTHING
        ? List.of(
            "nothing proves that the recipient domain wants its mail at "
                + mxHost
                + ": list its MX hosts in a row; or it should sign its zone, or publish MTA-STS")
        : List.of();
  }

  /**
   * The reply that decided.
   *
   * @return empty if no reply did
   */
  public Optional<Reply> reply() {
    return Optional.ofNullable(reply);
  }

  /**
   * What observed policies would have said.
   *
   * @return one for each policy that could be judged
   */
  public List<Observation> observations() {
    return observations;
  }

  /**
   * All that is known of this attempt, to be printed, stored and compared.
   *
   * @return the evidence
   */
  public AttemptEvidence evidence() {
    return AttemptEvidence.of(this);
  }

  /** The host, its address, and how it ended. */
  @Override
  public String toString() {
    String where =
        mxHost + address().map(dialled -> " [" + dialled.getHostAddress() + "]").orElse("");
    return where + ": " + (causes.isEmpty() ? "accepted" : causes.get(0));
  }

  /** Builds an attempt. For one thread. */
  public static final class Builder {
    private final Domain mxHost;
    private final int preference;
    private final Instant startedAt;
    private @Nullable InetAddress address;
    private MxAuthentication mxAuthentication = MxAuthentication.NOTHING;
    private @Nullable TlsEvidence tls;
    private boolean isOnReusedConnection;
    private boolean isDsnOffered;
    private List<Cause> causes = List.of();
    private @Nullable Reply reply;
    private List<Observation> observations = List.of();

    private Builder(Domain mxHost, int preference, Instant startedAt) {
      this.mxHost = requireNonNull(mxHost, "mxHost");
      this.preference = preference;
      this.startedAt = requireNonNull(startedAt, "startedAt");
    }

    /**
     * Sets the address.
     *
     * @param address dialled or refused
     * @return this
     */
    public Builder address(InetAddress address) {
      this.address = requireNonNull(address, "address");
      return this;
    }

    /**
     * Sets what proved the name of the host.
     *
     * @param mxAuthentication NOTHING unless set
     * @return this
     */
    public Builder mxAuthentication(MxAuthentication mxAuthentication) {
      this.mxAuthentication = requireNonNull(mxAuthentication, "mxAuthentication");
      return this;
    }

    /**
     * Sets what was negotiated and presented.
     *
     * @param tls the evidence
     * @return this
     */
    public Builder tls(TlsEvidence tls) {
      this.tls = requireNonNull(tls, "tls");
      return this;
    }

    /**
     * Notes that the connection was made for an earlier message.
     *
     * @return this
     */
    public Builder onReusedConnection() {
      this.isOnReusedConnection = true;
      return this;
    }

    /**
     * Notes that the host offered DSN.
     *
     * @return this
     */
    public Builder dsnOffered() {
      this.isDsnOffered = true;
      return this;
    }

    /**
     * Sets why the recipient was not accepted here.
     *
     * @param causes the most telling first
     * @return this
     */
    public Builder causes(List<Cause> causes) {
      this.causes = List.copyOf(causes);
      return this;
    }

    /**
     * Sets the reply that decided.
     *
     * @param reply the reply
     * @return this
     */
    public Builder reply(Reply reply) {
      this.reply = requireNonNull(reply, "reply");
      return this;
    }

    /**
     * Sets what observed policies would have said.
     *
     * @param observations one for each policy
     * @return this
     */
    public Builder observations(List<Observation> observations) {
      this.observations = List.copyOf(observations);
      return this;
    }

    /**
     * Builds the attempt.
     *
     * @return the attempt
     */
    public Attempt build() {
      return new Attempt(this);
    }
  }
}
