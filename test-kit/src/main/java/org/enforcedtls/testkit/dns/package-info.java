/**
 * Floor 1 of the test kit. A DNS server on loopback that answers as a test wants.
 *
 * <p>The server is the authority for every name there is; names that it was not told of do not
 * exist. It answers over UDP and TCP on one free port, and remembers what it was asked:
 *
 * <pre>{@code
 * try (TestDns dns = TestDns.start()) {
 *   dns.mx("fi.example", 10, "mx.fi.example")
 *       .address("mx.fi.example", "192.0.2.1", "2001:db8::1")
 *       .behave("down.example", "MX", DnsBehaviour.SERVFAIL);
 *
 *   application.resolveAt(dns.socketAddress());
 *
 *   assertThat(application.mxHostsOf("fi.example")).containsExactly("mx.fi.example");
 *   assertThat(dns.countOf("fi.example", "MX")).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Records can be added, taken away and changed while the server runs.
 */
@NullMarked
package org.enforcedtls.testkit.dns;

import org.jspecify.annotations.NullMarked;
