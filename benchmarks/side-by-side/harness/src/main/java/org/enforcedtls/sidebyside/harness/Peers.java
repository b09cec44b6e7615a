package org.enforcedtls.sidebyside.harness;

import java.util.List;

/** All that take part, in the order in which they have their turns. */
final class Peers {
  private static final String PACKAGE = "org.enforcedtls.sidebyside.";

  private Peers() {}

  static List<Peer> all(Options options) {
    Peer.Program.Jvm java = new Peer.Program.Jvm(options.java(), options.heap());
    Peer.Program.Jvm newest = new Peer.Program.Jvm(options.newestJava(), options.heap());
    return List.of(
        new Peer.Program("ideal", new Peer.Program.Kind.Native(), List.of()),
        ours("enforced-tls", java),
        ours("enforced-tls-conscrypt", java),
        ours("enforced-tls-batch", java),
        ours("enforced-tls-batch-in-flight", java),
        ours("enforced-tls-transport", java),
        ours("enforced-tls-queue", java),
        ours("enforced-tls-queue-in-flight", java),
        java("angus-nodelay", "jakarta-mail", "jakartamail.JakartaMail", java),
        java("angus-nodelay-send", "jakarta-mail", "jakartamail.JakartaMail", java),
        java("angus", "jakarta-mail", "jakartamail.JakartaMail", java),
        java("simple-java-mail", "jakarta-mail", "jakartamail.JakartaMail", java),
        java("vertx", "vertx", "vertx.VertxMail", java),
        java("hubspot", "hubspot", "hubspot.HubSpot", java),
        new Peer.Postfix("postfix", PostfixSettings.Manner.DRAINED),
        new Peer.Postfix("postfix-default", PostfixSettings.Manner.AS_IT_COMES),
        new Peer.Postfix("postfix-tuned", PostfixSettings.Manner.TUNED),
        ours("enforced-tls-platform-threads", java),
        ours("enforced-tls-virtual-threads", newest, "--virtual-threads"));
  }

  private static Peer ours(String name, Peer.Program.Jvm jvm, String... more) {
    return java(name, "enforced-tls", "enforced.EnforcedTls", jvm, more);
  }

  private static Peer java(
      String name, String module, String mainClass, Peer.Program.Jvm jvm, String... more) {
    return new Peer.Program(
        name, new Peer.Program.Kind.Java(module, PACKAGE + mainClass, jvm), List.of(more));
  }
}
