/**
 * Floor 2 of the test kit. A network of one's own: hosts at any address, such as those for
 * documentation, that really are {@link org.enforcedtls.testkit.mx.ScriptedMx} on free ports of
 * loopback.
 *
 * <pre>{@code
 * try (LoopbackNetwork network = new LoopbackNetwork()) {
 *   network.host("192.0.2.1", mx).refused("192.0.2.2").blackhole("192.0.2.3");
 *
 *   application.connectBy(network); // a javax.net.SocketFactory
 *
 *   assertThat(network.dials()).containsExactly(new InetSocketAddress("192.0.2.1", 25));
 * }
 * }</pre>
 */
@NullMarked
package org.enforcedtls.testkit.network;

import org.jspecify.annotations.NullMarked;
