package org.enforcedtls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.delivery.Decisions;
import org.enforcedtls.internal.delivery.Delivery;
import org.enforcedtls.internal.delivery.Preflights;
import org.enforcedtls.internal.delivery.Settings;
import org.enforcedtls.internal.route.SenderFinder;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.observe.OutcomeListener;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.mtasts.MtaStsSource;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.SenderIdentity;

/**
 * Delivers messages straight to the MX hosts of their recipients. Safe for use by several threads
 * at once; one client serves an application. Virtual threads are welcome.
 *
 * <p><b>Guarantees.</b> No octet of a message, and no address of its envelope, leaves but over TLS
 * that meets every policy of the recipient domain: protocol, cipher suite, approved CA, dates,
 * name, and strength of keys and signatures, checked on each handshake. No setting, no peer and no
 * DNS answer changes that, but signed TLSA records, where {@code dane(…)} is set: they say which
 * certificate a host has, in place of all policies that are not rows of our own. What is not
 * promised: that an MX host whose name came out of unauthenticated DNS is the one that the domain
 * wants; {@code Attempt.mxAuthentication()} says whether something proved it.
 */
public final class EnforcedTlsClient implements AutoCloseable {
  private final Settings settings;
  private final Delivery delivery;
  private final Decisions decisions;
  private final WebReach web;
  private final Optional<MtaStsSource> mtaSts;

  EnforcedTlsClient(Settings settings, WebReach web, Optional<MtaStsSource> mtaSts) {
    this.settings = settings;
    this.delivery = new Delivery(settings);
    this.decisions = new Decisions(settings);
    this.web = web;
    this.mtaSts = mtaSts;
  }

  /**
   * Starts a client.
   *
   * @param ehloName the fully qualified name of this host, which its address should have in the DNS
   * @return a builder with the defaults that its methods name
   * @throws IllegalArgumentException if it is not a domain name
   */
  public static EnforcedTlsClientBuilder builder(String ehloName) {
    return new EnforcedTlsClientBuilder(Domain.of(ehloName));
  }

  /**
   * What this host calls itself.
   *
   * @return the name that the client was built with
   */
  public Domain ehloName() {
    return settings.ehloName();
  }

  /**
   * What asks the DNS for this client.
   *
   * @return the one that it was built with, or that of the system's resolvers
   */
  public DnsClient dnsClient() {
    return web.dns();
  }

  /**
   * Hands octets to a web server that somebody else named, as a domain names where it wants its TLS
   * reports: to an address that the client's DNS client finds and its filter admits, over TLS by
   * its engine, the server's name proved under its trust anchors. Redirects are not followed.
   * Blocking, for at most a minute and the DNS.
   *
   * @param location an https URL without user information
   * @param contentType of the octets
   * @param octets the body of a POST
   * @throws IOException unless the server takes them, by a status of class 2; the message says why
   * @throws IllegalArgumentException if the location is of another form
   * @throws IllegalStateException if the client is closed
   */
  public void postOverHttps(URI location, String contentType, byte[] octets) throws IOException {
    requireOpen();
    web.handover().post(location, contentType, octets);
  }

  /**
   * What a delivery to a domain would go by now: its policies and, if need be, the default.
   * Blocking where the policies have to be looked up.
   *
   * @param recipientDomain the domain as written in the address
   * @return empty if the policies cannot tell: mail is held then
   */
  public Optional<EffectivePolicy> policyFor(Domain recipientDomain) {
    Settings.Demands demands = settings.demands();
    return demands.settle(
        demands.policies().policyFor(requireNonNull(recipientDomain, "recipientDomain")),
        settings.clock().instant());
  }

  /**
   * What a delivery to a domain would go by now, and why: what each source of policies says, and
   * what each MX host would have to meet. Blocking for the look-ups; no MX host is dialled. The
   * whole takes no network where everything is remembered.
   *
   * @param recipientDomain the domain as written in the address
   * @return the decision; what cannot be told stands in it as an obstacle
   */
  public PolicyDecision decisionFor(Domain recipientDomain) {
    return decisions.about(requireNonNull(recipientDomain, "recipientDomain"));
  }

  /**
   * Goes the way of a delivery to a domain up to MAIL, at every address of every MX host, and
   * collects all that is found. Each handshake is a full one, on a connection of its own that ends
   * with QUIT. {@link org.enforcedtls.preflight.ReadinessRules} say what it means. Blocking, at
   * most for the deadline and the look-ups; what revocation fetches comes on top.
   *
   * @param recipientDomain the domain as written in an address
   * @return what was seen; nothing is thrown for what the network, the DNS or a host does
   * @throws IllegalStateException if the client is closed
   */
  public Preflight preflight(Domain recipientDomain) {
    return preflight(PreflightRequest.of(recipientDomain));
  }

  /**
   * Looks at a domain as {@link #preflight(Domain)} does, at one of our own or with weak offers too
   * if the request says so. Blocking.
   *
   * @param request what to look at
   * @return what was seen
   * @throws IllegalStateException if the client is closed
   */
  public Preflight preflight(PreflightRequest request) {
    requireNonNull(request, "request");
    requireOpen();
    return new Preflights(settings, request).look();
  }

  /**
   * Looks up what those who take our mail look up of this host: the addresses of its EHLO name, and
   * the names of the addresses that it sends from (RFC 8601 §2.7.3). {@link
   * org.enforcedtls.preflight.ReadinessRules} say what it means. Blocking for the look-ups.
   *
   * @param sendingFrom the addresses that mail is sent from, as the world sees them; if there is
   *     none, those of the EHLO name
   * @return what the DNS says; what it does not tell stands in it
   * @throws IllegalStateException if the client is closed
   */
  public SenderIdentity senderIdentity(List<InetAddress> sendingFrom) {
    requireOpen();
    return new SenderFinder(web.dns())
        .identity(settings.ehloName(), sendingFrom, settings.clock().instant());
  }

  /**
   * Delivers a message to all recipients of its envelope. Blocking, at most for the deadline and
   * the DNS look-ups of one host, and where a policy has revocation fetched for at most 8 fetches
   * of one host. Nothing is thrown for what the network, the DNS or a host does. What a policy
   * source, a DNS client or the content itself throws at its second reading is logged and ends the
   * delivery to one domain: its recipients are transient failures with cause {@code cancelled}.
   *
   * <p>If the thread is interrupted, no further host is tried: the recipients without outcome are
   * transient failures with cause {@code cancelled}, and the thread stays interrupted.
   *
   * @param envelope who gets it
   * @param content what they get; opened once, and once more for each time that it is sent
   * @return one outcome for each recipient, in the envelope's order
   * @throws IllegalStateException if the client is closed
   */
  public DeliveryReport deliver(Envelope envelope, MailContent content) {
    return deliverAll(List.of(new OutgoingMail(envelope, content))).get(0);
  }

  /**
   * Delivers messages as {@link #deliver} does, those for one domain together: one after the other
   * on few connections, so that each is worth its handshake. With an executor, domains and
   * connections work side by side, on the caller's thread and as many of its own as it gives;
   * without, everything happens on the caller's thread. Blocking.
   *
   * @param mails what, and to whom; all of them are held until the last is done
   * @return a report for each message, in the order of the messages. The deadline counts for all
   *     together: what it cuts off is a transient failure with cause {@code deadline-exceeded}
   * @throws IllegalStateException if the client is closed
   */
  public List<DeliveryReport> deliverAll(Iterable<OutgoingMail> mails) {
    return deliverAll(mails, (mail, outcome) -> {});
  }

  /**
   * Delivers messages as {@link #deliverAll(Iterable)} does, and tells each outcome as soon as it
   * stands. Blocking.
   *
   * @param mails what, and to whom
   * @param listener is told each outcome once, before this returns
   * @return a report for each message, in the order of the messages
   * @throws IllegalStateException if the client is closed
   */
  public List<DeliveryReport> deliverAll(Iterable<OutgoingMail> mails, OutcomeListener listener) {
    requireNonNull(listener, "listener");
    List<OutgoingMail> all = new ArrayList<>();
    mails.forEach(mail -> all.add(requireNonNull(mail, "mail")));
    requireOpen();
    return delivery.deliver(all, listener);
  }

  private void requireOpen() {
    if (settings.network().watchdog().isClosed()) {
      throw new IllegalStateException("the client is closed");
    }
  }

  /**
   * Delivers a message as {@link #deliver} does, on a thread of the executor. Does not block.
   *
   * @param envelope who gets it
   * @param content what they get
   * @return completes with the report; exceptionally only as {@link #deliver} throws. To cancel it
   *     does not stop the delivery
   * @throws IllegalStateException if the client has no executor
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more work
   */
  public CompletableFuture<DeliveryReport> deliverAsync(Envelope envelope, MailContent content) {
    OutgoingMail mail = new OutgoingMail(envelope, content);
    Executor threads =
        settings
            .executor()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "deliverAsync: expected a client that was built with executor(…), found none"));
    return CompletableFuture.supplyAsync(() -> deliverAll(List.of(mail)).get(0), threads);
  }

  /**
   * Says good-bye on connections at rest, and cancels what is under way: its recipients are
   * transient failures with cause cancelled.
   */
  @Override
  public void close() {
    mtaSts.ifPresent(MtaStsSource::close);
    settings.network().pool().close();
    settings.network().rivals().close();
    settings.network().watchdog().close();
  }
}
