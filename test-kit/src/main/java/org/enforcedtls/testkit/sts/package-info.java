/**
 * Floor 1 of the test kit. The policy host of MTA-STS (RFC 8461 §3.3): an HTTPS server on loopback
 * that serves a policy, or does whatever a policy host should not.
 *
 * <pre>{@code
 * try (PolicyHost host =
 *     PolicyHost.start(ca.issue("mta-sts.fi.example"), PolicyHost.enforcing("mx.fi.example"))) {
 *   dns.txt("_mta-sts.fi.example", "v=STSv1; id=1;").address("mta-sts.fi.example", "192.0.2.9");
 *   network.server("192.0.2.9", 443, host.address());
 * }
 * }</pre>
 */
@NullMarked
package org.enforcedtls.testkit.sts;

import org.jspecify.annotations.NullMarked;
