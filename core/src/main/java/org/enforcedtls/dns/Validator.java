package org.enforcedtls.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Checks answers by their signatures, from trust anchors down, with as many questions for keys and
 * delegations as a {@link ValidationBudget} allows. Never blocks. Safe for use by several threads
 * at once.
 *
 * <p>dnsjava does the checking. It says secure by the AD bit and bogus by SERVFAIL, but has one
 * word for what is proved to be unsigned and for what it could not decide as a question of its own
 * failed. The second must not pass for the first: whoever can drop packets could then turn DANE
 * off. So what is not secure counts as insecure only if dnsjava gives its reason, and none of its
 * questions failed.
 */
final class Validator implements Questions {
  /** RFC 9276 §3.2: more iterations of NSEC3 than this make a zone insecure; so CVE-2023-50868. */
  private static final String MAX_NSEC3_ITERATIONS = "100";

  /** CVE-2023-50387: how many signatures, and how many digests of keys, are tried and may fail. */
  private static final String MAX_FAILURES = "8";

  private static final Map<String, String> BOUNDS =
      Map.of(
          "dnsjava.dnssec.nsec3.iterations.1024", MAX_NSEC3_ITERATIONS,
          "dnsjava.dnssec.nsec3.iterations.2048", MAX_NSEC3_ITERATIONS,
          "dnsjava.dnssec.nsec3.iterations.4096", MAX_NSEC3_ITERATIONS,
          "dnsjava.dnssec.max_validate_rrsigs", MAX_FAILURES,
          "dnsjava.dnssec.max_ds_match_failures", MAX_FAILURES);

  /** dnsjava prints whole sets of records with their signatures. */
  private static final Pattern RECORDS = Pattern.compile("\\{[^}]*\\}?");

  private final ValidatingResolver resolver;
  private final DnssecAnchors anchors;
  private final InstantSource clock;

  Validator(Questions upstream, DnssecAnchors anchors, InstantSource clock) {
    this.anchors = anchors;
    this.clock = clock;
    this.resolver = new ValidatingResolver(new UpstreamResolver(upstream), asClock(clock));
    Properties bounds = new Properties();
    bounds.putAll(BOUNDS);
    try {
      resolver.init(bounds);
      // Anchors that system properties name are nobody's decision here.
      resolver.getTrustAnchors().clear();
      resolver.loadTrustAnchors(anchors.asZoneFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<Response> ask(Record question, Deadline deadline) {
    ValidationBudget budget = new ValidationBudget(deadline);
    return CompletableFuture.completedFuture(Message.newQuery(question))
        .thenCompose(query -> resolver.sendAsync(query, budget))
        .handle((message, trouble) -> concluded(question, budget, message, trouble));
  }

  private Response concluded(
      Record question,
      ValidationBudget budget,
      @Nullable Message message,
      @Nullable Throwable trouble) {
    if (message == null) {
      return budget.failure().<Response>map(f -> f).orElseGet(() -> Response.of(null, trouble));
    }
    Response response = Response.of(message, null);
    if (response instanceof Response.Failed failed) {
      // Answers with another rcode do not come as far as here: the questions of a budget fail.
      return budget.failure().orElseGet(() -> bogus(message, failed));
    }
    if (message.getHeader().getFlag(Flags.AD)) {
      return new Response.Usable(
          message, DnssecState.SECURE, SignedTimes.limitOf(message, clock.instant()));
    }
    return budget.failure().<Response>map(f -> f).orElseGet(() -> unproved(question, message));
  }

  private static Response.Failed bogus(Message message, Response.Failed failed) {
    String reason = RECORDS.matcher(reason(message)).replaceAll("…");
    return new Response.Failed(
        LookupFault.BOGUS,
        reason.isEmpty() ? failed.detail() : "DNSSEC: " + ForeignText.of(reason),
        failed.extendedErrors().stream().map(ExtendedDnsError::withoutText).toList());
  }

  private Response unproved(Record question, Message message) {
    if (!anchors.cover(question.getName())) {
      return new Response.Usable(message, DnssecState.INDETERMINATE);
    }
    return reason(message).isEmpty()
        ? new Response.Failed(LookupFault.BOGUS, "DNSSEC: neither proved nor proved to be unsigned")
        : new Response.Usable(message, DnssecState.INSECURE);
  }

  /** dnsjava's words, in a record that nobody upstream can have sent: those are taken out. */
  private static String reason(Message message) {
    return message.getSection(Section.ADDITIONAL).stream()
        .filter(record -> record.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS)
        .filter(TXTRecord.class::isInstance)
        .map(record -> String.join("", ((TXTRecord) record).getStrings()))
        .findFirst()
        .orElse("");
  }

  private static Clock asClock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }
}
