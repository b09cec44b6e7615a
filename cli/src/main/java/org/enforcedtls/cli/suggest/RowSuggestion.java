package org.enforcedtls.cli.suggest;

import static java.util.stream.Collectors.joining;
import static org.enforcedtls.cli.suggest.HostSeen.CHECK;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.PartnerRowText;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.NegotiatedChannel;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.TrustAnchor;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A row for a domain, made of what is seen of it today. It is only observed, and its comments say
 * what was seen and what has to be checked before it is enforced. Immutable.
 */
public final class RowSuggestion {
  /** Organisations that a row can have; any other CA is named by its fingerprint. */
  private static final Pattern WRITABLE =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{0,199}");

  private final Preflight seen;
  private final TrustAnchors anchors;
  private final List<HostSeen> hosts;

  private RowSuggestion(Preflight seen, TrustAnchors anchors) {
    this.seen = seen;
    this.anchors = anchors;
    this.hosts =
        seen.decision().hosts().stream()
            .sorted(
                Comparator.comparing((HostDecision host) -> host.mxHost().preference())
                    .thenComparing(host -> host.mxHost().name().toString()))
            .map(this::host)
            .toList();
  }

  private HostSeen host(HostDecision decision) {
    return new HostSeen(
        decision,
        seen.attempts().stream()
            .filter(attempt -> attempt.mxHost().equals(decision.mxHost().name()))
            .toList(),
        seen.decision().at());
  }

  /**
   * Suggests a row.
   *
   * @param seen the domain, as a sender without a row for it sees it
   * @param anchors those that the certificates were checked with
   * @return the row; empty if no host came as far as to show its certificate
   */
  public static Optional<PartnerRowText> of(Preflight seen, TrustAnchors anchors) {
    RowSuggestion suggestion = new RowSuggestion(seen, anchors);
    return suggestion.tls().findAny().isPresent()
        ? Optional.of(suggestion.text())
        : Optional.empty();
  }

  /**
   * Why there is nothing to make a row of.
   *
   * @param seen the domain
   * @return what stopped each host, once
   */
  public static String whyNone(Preflight seen) {
    Stream<Cause> ofHosts = seen.decision().hosts().stream().flatMap(h -> h.obstacles().stream());
    Stream<Cause> ofAttempts = seen.attempts().stream().flatMap(a -> a.causes().stream());
    return Stream.of(seen.decision().obstacles().stream(), ofHosts, ofAttempts)
        .flatMap(causes -> causes)
        .map(Cause::toString)
        .distinct()
        .collect(joining("; "));
  }

  private PartnerRowText text() {
    Domain domain = seen.decision().recipientDomain();
    List<String> issuers = issuers();
    ChannelRequirement channel = channel();
    TlsPolicy.Builder policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow("suggestion"))
            .domain(domain)
            .mxAdmission(MxAdmission.only(hosts.stream().map(HostSeen::facts).toList()))
            .channel(channel)
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .contact("postmaster@" + domain);
    if (!issuers.isEmpty()) {
      policy.certificate(CertificateDemand.defaults().withIssuers(IssuerFilter.of(issuers)));
    }
    PartnerRowText.Builder text =
        PartnerRowText.builder(new PartnerRow(domain, PartnerRow.Coverage.DOMAIN, policy.build()));
    text.addComment("domain", "seen at " + seen.decision().at().truncatedTo(ChronoUnit.SECONDS));
    text.addComment("mx", provedBy());
    hosts.forEach(host -> host.comments().forEach(line -> text.addComment(host.pattern(), line)));
    trustComments(text);
    text.addComment("cipher-profile", "agreed on: " + agreed());
    text.addComment("stage", CHECK + "observe it until the partner has confirmed all of this");
    text.addComment("contact", CHECK + "whom to call when mail to them is held");
    return text.build();
  }

  private String provedBy() {
    return seen.decision().mxRecords().isSecure()
        ? "signed MX records: the domain itself names these hosts"
        : CHECK + "the MX records are not proved; ask the partner whether these hosts are theirs";
  }

  private void trustComments(PartnerRowText.Builder text) {
    Stream.concat(
            verified().map(tls -> "CA seen: " + tls.anchor().orElseThrow()),
            tls()
                .filter(tls -> tls.anchor().isEmpty())
                .limit(1)
                .map(tls -> CHECK + "no path to an approved CA was found for every address"))
        .distinct()
        .forEach(line -> text.addComment("trust", line));
  }

  private Stream<TlsEvidence> tls() {
    return hosts.stream().flatMap(HostSeen::tls);
  }

  private Stream<TlsEvidence> verified() {
    return tls().filter(tls -> tls.anchor().isPresent() && tls.tlsa().isEmpty());
  }

  /** Organisations of the CAs that were seen; for a CA without one, its fingerprint. */
  private List<String> issuers() {
    TreeSet<String> entries = new TreeSet<>();
    verified()
        .flatMap(tls -> anchors.stream().filter(a -> tls.anchor().equals(Optional.of(a.label()))))
        .map(RowSuggestion::entryFor)
        .forEach(entries::add);
    return List.copyOf(entries);
  }

  private static String entryFor(TrustAnchor anchor) {
    return anchor.organisations().stream()
        .filter(name -> WRITABLE.matcher(name).matches())
        .findFirst()
        .orElse(anchor.sha256());
  }

  /** The strictest of the usual requirements that all that was agreed on meets. */
  private ChannelRequirement channel() {
    List<NegotiatedChannel> channels =
        tls()
            .flatMap(tls -> tls.channel().stream())
            .map(agreed -> NegotiatedChannel.of(agreed.protocol(), agreed.cipherSuite()))
            .toList();
    return Stream.of(ChannelRequirement.modern(), ChannelRequirement.intermediate())
        .filter(required -> !channels.isEmpty())
        .filter(required -> channels.stream().allMatch(c -> required.check(c).isEmpty()))
        .findFirst()
        .orElse(ChannelRequirement.defaults());
  }

  private String agreed() {
    String agreed =
        tls()
            .flatMap(tls -> tls.channel().stream())
            .map(channel -> channel.protocol() + " " + channel.opensslName())
            .distinct()
            .collect(joining(", "));
    return agreed.isEmpty() ? "nothing, as no host came so far" : agreed;
  }
}
