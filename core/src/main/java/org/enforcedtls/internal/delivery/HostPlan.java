package org.enforcedtls.internal.delivery;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.internal.route.Route;
import org.enforcedtls.internal.session.HostDemand;
import org.enforcedtls.internal.session.Passage;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.DaneRequirement;
import org.enforcedtls.trust.ReferenceIdentifier;
import org.enforcedtls.trust.TrustAnchors;

/**
 * One MX host under the policies of a recipient domain: whether it is admitted, what it must meet,
 * and what the observed policies would say. Immutable.
 *
 * @param mxHost the host
 * @param heading of the mail that it would get
 * @param route by which the domain names the host
 * @param policy decides
 * @param clientAnchors count for policies without their own
 * @param dane what the host's own DNS says
 */
record HostPlan(
    MxHost mxHost,
    Heading heading,
    Route.Hosts route,
    EffectivePolicy policy,
    TrustAnchors clientAnchors,
    HostDane dane) {
  private static final int MAX_HOSTS_NAMED = 20;
  private static final HostDane NOT_LOOKED_UP = new HostDane.NotApplicable("not looked up");

  /** A host whose own DNS was not asked yet. */
  static HostPlan of(
      MxHost mxHost,
      Heading heading,
      Route.Hosts route,
      EffectivePolicy policy,
      TrustAnchors clientAnchors) {
    return new HostPlan(mxHost, heading, route, policy, clientAnchors, NOT_LOOKED_UP);
  }

  Domain recipientDomain() {
    return heading.domain();
  }

  HostPlan under(HostDane found) {
    return new HostPlan(mxHost, heading, route, policy, clientAnchors, found);
  }

  Attempt.Builder newAttempt(Instant at) {
    return Attempt.builder(mxHost.name(), mxHost.preference(), at)
        .mxAuthentication(mxAuthentication());
  }

  /** What proves the name of the host before its certificate is seen. */
  MxAuthentication mxAuthentication() {
    MxAuthentication byPolicy = policy.mxAuthentication(mxHost.name());
    return byPolicy == MxAuthentication.NOTHING && route.dnssec().isSecure()
        ? MxAuthentication.DNSSEC
        : byPolicy;
  }

  /** Why no mail may go to the host; empty if it is admitted. */
  Optional<Cause> refusal() {
    return refusalBy(policy);
  }

  /** Why no mail that needs REQUIRETLS may go to the host; empty if its name is authenticated. */
  Optional<Cause> unprovedName() {
    if (!heading.needsRequireTls() || mxAuthentication().satisfiesRequireTls()) {
      return Optional.empty();
    }
    String text =
        "the message needs REQUIRETLS: expected an MX host whose name DNSSEC, MTA-STS or a partner"
            + " row authenticates, found "
            + mxHost.name()
            + ", named by MX records that are "
            + route.dnssec().name().toLowerCase(Locale.ROOT);
    Cause cause =
        Cause.of(CauseCode.MX_NOT_AUTHENTICATED, text)
            .withEvidence("mxHost", mxHost.name().toString());
    return Optional.of(
        route.dnssec() == DnssecState.UNCHECKED ? cause.withParty(Party.OURS) : cause);
  }

  private Optional<Cause> refusalBy(EffectivePolicy judge) {
    return judge
        .refusing(mxHost.name())
        .map(
            refusing ->
                Cause.of(
                        CauseCode.MX_NOT_IN_POLICY,
                        "expected one of "
                            + admitted(refusing)
                            + " ("
                            + refusing.origin()
                            + "), found "
                            + mxHost.name())
                    .withEvidence("mxHost", mxHost.name().toString()));
  }

  /** A domain can publish thousands. */
  private static String admitted(TlsPolicy refusing) {
    List<AdmittedMx> hosts = refusing.mxAdmission().hosts();
    String first =
        hosts.stream()
            .limit(MAX_HOSTS_NAMED)
            .map(mx -> mx.pattern().toString())
            .toList()
            .toString();
    int more = hosts.size() - MAX_HOSTS_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  HostDemand demand() {
    return demandOf(policy);
  }

  /** What tells all that a peer is judged by from others, that is only observed included. */
  String fingerprint() {
    StringBuilder all = new StringBuilder(demand().fingerprint());
    policy.observed().forEach(observed -> all.append(' ').append(observed.fingerprint()));
    return all.toString();
  }

  /** What connections to an address of the host are kept under. */
  ConnectionPool.Key poolKey(InetAddress address) {
    return new ConnectionPool.Key(fingerprint(), mxHost.name(), address);
  }

  /** What the observed policies demand; last, where that is something else, what is published. */
  List<HostDemand> observedDemands() {
    return Stream.concat(
            policy.observed().stream().map(this::demandOf),
            publishedDemand().filter(this::isJudgedApart).stream())
        .toList();
  }

  /**
   * What is published, as if nothing else were demanded; empty if nothing is, or the mail is to
   * leave whatever is.
   */
  Optional<HostDemand> publishedDemand() {
    if (heading.ignoresPublished()) {
      return Optional.empty();
    }
    return announced()
        .map(
            dane ->
                new HostDemand(
                    mxHost.name(),
                    "dane " + dane.fingerprint(),
                    List.of(),
                    Optional.of(dane),
                    HostDemand.Rule.ALL,
                    policy.channel()))
        .or(() -> policy.published().map(this::demandOf));
  }

  /** Whether what is published is not already judged with all that decides. */
  boolean isJudgedApart(HostDemand published) {
    return !published.certificates().equals(demand().certificates());
  }

  /** Why the recipient domain's own policy lets no mail go to the host. */
  Optional<Cause> refusalByPublished() {
    return policy.published().flatMap(this::refusalBy);
  }

  /**
   * RFC 8689 §3: what the host publishes does not keep mail from leaving that is to leave all the
   * same. A row holds alone then; the default does, or the TLSA records that would have held in its
   * place, so that no mail is kept by the wish that would leave without it.
   */
  private HostDemand demandOf(EffectivePolicy demanding) {
    Domain host = mxHost.name();
    List<CertificateRequirement> ofRows =
        demanding.certificateRequirementsBesideDane(host, clientAnchors);
    Optional<DaneRequirement> announced =
        announced().filter(dane -> !heading.ignoresPublished() || ofRows.isEmpty());
    boolean isReplaced = announced.isPresent() && !heading.ignoresPublished();
    boolean isAlternative = announced.isPresent() && heading.ignoresPublished();
    return new HostDemand(
        host,
        demanding.fingerprint()
            + ' '
            + clientAnchors.fingerprint()
            + announced
                .map(dane -> (isAlternative ? " or dane " : " dane ") + dane.fingerprint())
                .orElse(""),
        isReplaced ? ofRows : demanding.certificateRequirements(host, clientAnchors),
        announced,
        isAlternative ? HostDemand.Rule.EITHER : HostDemand.Rule.ALL,
        demanding.channel());
  }

  private Optional<DaneRequirement> announced() {
    return dane.usable()
        .map(
            usable ->
                new DaneRequirement(
                    usable.tlsaBaseDomain(),
                    usable.records(),
                    ReferenceIdentifier.anyOf(namesBelowAnchor(usable.tlsaBaseDomain()))));
  }

  /**
   * RFC 7672 §3.2.2: below a DANE-TA record the domain whose mail it is may be named as well, and
   * what that is a CNAME of.
   */
  private List<Domain> namesBelowAnchor(Domain tlsaBaseDomain) {
    return Stream.of(tlsaBaseDomain, recipientDomain(), route.canonicalDomain())
        .distinct()
        .toList();
  }

  /** The attempt with what the handshake of a session showed, be it an earlier delivery's. */
  Attempt noted(Attempt attempt, PooledSession pooled) {
    boolean isNamed = isToBeProved(attempt) && pooled.isCertificateFor(recipientDomain());
    Attempt.Builder noted = noted(attempt, pooled.session().passage(), isNamed);
    if (pooled.session().capabilities().offersDsn()) {
      noted.dsnOffered();
    }
    return (pooled.isReused() ? noted.onReusedConnection() : noted).build();
  }

  /** The attempt with what the handshake showed. */
  Attempt noted(Attempt attempt, Passage passage) {
    boolean isNamed =
        isToBeProved(attempt) && passage.isPassed() && passage.certificateNames(recipientDomain());
    return noted(attempt, passage, isNamed).build();
  }

  /**
   * Whether the certificate could prove what nothing has proved yet: that the recipient domain
   * wants the host. What only TLSA records vouch for cannot, as they are those of the host, and
   * under them anybody puts any name into a certificate.
   */
  private boolean isToBeProved(Attempt attempt) {
    return attempt.mxAuthentication() == MxAuthentication.NOTHING
        && !demand().certificates().isEmpty();
  }

  private Attempt.Builder noted(Attempt attempt, Passage passage, boolean isNamed) {
    Attempt.Builder noted = attempt.toBuilder().tls(passage.evidence());
    if (isNamed) {
      noted.mxAuthentication(MxAuthentication.CERTIFICATE_NAMES_DOMAIN);
    }
    return noted.observations(observations(passage));
  }

  private List<Observation> observations(Passage passage) {
    List<Observation> observations = new ArrayList<>();
    List<EffectivePolicy> observed = policy.observed();
    for (int i = 0; i < observed.size(); i++) {
      observations.add(observation(observed.get(i), passage.observedCauses().get(i)));
    }
    return observations;
  }

  /** What the observed policies say before a certificate is seen. */
  List<Observation> observationsBeforeTls() {
    return policy.observed().stream().map(judge -> observation(judge, List.of())).toList();
  }

  private Observation observation(EffectivePolicy judge, List<Cause> foundInTls) {
    List<Cause> causes = new ArrayList<>();
    refusalBy(judge).ifPresent(causes::add);
    causes.addAll(foundInTls);
    return new Observation(PolicyEvidence.of(judge), causes);
  }
}
