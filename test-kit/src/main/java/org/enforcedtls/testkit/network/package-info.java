/**
 * Floor 2 of the test kit. A network of one's own: hosts at any address, such as those for
 * documentation, that really are {@link org.enforcedtls.testkit.mx.ScriptedMx} on free ports of
 * loopback.
 *
 * <pre>{@code
 * LoopbackNetwork network = new LoopbackNetwork()
 *     .host("192.0.2.1", mx)
 *     .refused("192.0.2.2");
 * EnforcedTlsClient.builder("mail.bank.example").socketFactory(network)…
 * }</pre>
 */
@NullMarked
package org.enforcedtls.testkit.network;

import org.jspecify.annotations.NullMarked;
