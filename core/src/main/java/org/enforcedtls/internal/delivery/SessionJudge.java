package org.enforcedtls.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.internal.session.HostDemand;
import org.enforcedtls.internal.session.Passage;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.PublishedPolicy;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.TlsaSet;

/**
 * Holds sessions with an MX host against what its domain, or its own DNS, publishes, and tells the
 * listeners. Our own rows and our default do not count there: nobody else can repair what only they
 * demand. Immutable.
 *
 * @param plan the host
 * @param listeners are told
 */
record SessionJudge(HostPlan plan, Listeners listeners) {
  /** A handshake came to its end, whatever we made of it. */
  void handshakeEnded(Attempt attempt, Passage passage) {
    List<Cause> breaches = breachesIn(passage);
    // A session that only our own demands ended is neither a success nor a failure of the host's.
    if (passage.isPassed() || !breaches.isEmpty()) {
      tell(attempt, deciding(), breaches);
    }
    tellUnusable(attempt);
  }

  /** The dialogue ended before TLS came about, for the causes of the attempt. */
  void endedInClear(Attempt attempt) {
    List<Cause> breaches =
        attempt.causes().stream().filter(cause -> !mayBeOurs(cause.code())).toList();
    if (!breaches.isEmpty()) {
      tell(attempt, deciding(), breaches);
    }
    tellUnusable(attempt);
  }

  /** The host may not be dialled; that concerns its domain if what is published says so. */
  void barred(Attempt attempt) {
    if (plan.dane() instanceof HostDane.Unavailable unavailable) {
      tell(attempt, tlsa(unavailable.tlsaBaseDomain(), List.of()), attempt.causes());
    } else if (plan.refusal().isPresent()) {
      plan.refusalByPublished().ifPresent(cause -> tell(attempt, deciding(), List.of(cause)));
    }
  }

  /** An offer that a row has narrowed may be why a host, fit for everybody else, has no answer. */
  private boolean mayBeOurs(CauseCode code) {
    return code == CauseCode.TLS_HANDSHAKE_FAILED
        && !plan.policy()
            .channel()
            .fingerprint()
            .equals(ChannelRequirement.defaults().fingerprint());
  }

  private List<Cause> breachesIn(Passage passage) {
    Optional<HostDemand> published = plan.publishedDemand();
    if (published.isEmpty()) {
      return List.of();
    }
    List<Cause> breaches = new ArrayList<>();
    if (plan.dane().usable().isEmpty()) {
      plan.refusalByPublished().ifPresent(breaches::add);
    }
    breaches.addAll(
        plan.isJudgedApart(published.get())
            ? passage.observedCauses().get(plan.policy().observed().size())
            : passage.causes());
    return breaches;
  }

  /** RFC 8461 §2: MTA-STS gives way where TLSA records count. */
  private PublishedPolicy deciding() {
    return plan.dane()
        .usable()
        .map(usable -> tlsa(usable.tlsaBaseDomain(), recordsOf(usable.records())))
        .or(() -> plan.policy().published().map(EffectivePolicy::principal).map(this::mtaSts))
        .orElseGet(() -> PublishedPolicy.nothing(plan.recipientDomain()));
  }

  private PublishedPolicy mtaSts(TlsPolicy policy) {
    return new PublishedPolicy(
        PublishedPolicy.Kind.MTA_STS,
        plan.recipientDomain(),
        policy.publishedText(),
        policy.mxAdmission().hosts().stream().map(mx -> mx.pattern().toString()).toList());
  }

  /** Records of which none counts are a fault of their own, beside what else there is. */
  private void tellUnusable(Attempt attempt) {
    if (plan.dane() instanceof HostDane.Unusable unusable) {
      Domain base = unusable.tlsaBaseDomain();
      Cause cause =
          Cause.of(
              CauseCode.TLSA_MISMATCH, "no TLSA record of _25._tcp." + base + " counts for SMTP");
      tell(attempt, tlsa(base, recordsOf(unusable.records())), List.of(cause));
    }
  }

  private static List<String> recordsOf(TlsaSet records) {
    List<TlsaRecord> all = new ArrayList<>(records.usable());
    all.addAll(records.others());
    return all.stream().map(TlsaRecord::toString).toList();
  }

  private static PublishedPolicy tlsa(Domain baseDomain, List<String> records) {
    return new PublishedPolicy(PublishedPolicy.Kind.TLSA, baseDomain, records, List.of());
  }

  private void tell(Attempt attempt, PublishedPolicy policy, List<Cause> breaches) {
    if (plan.heading().ignoresPublished()) {
      return; // Nobody looked at all that is published, so nothing can be said about it.
    }
    listeners.sessionJudged(
        plan.recipientDomain(), new SessionJudgement(attempt, policy, breaches));
  }
}
