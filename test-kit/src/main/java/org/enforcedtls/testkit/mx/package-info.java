/**
 * Floor 1 of the test kit. MX hosts that do what the test says, and tell what clients did.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.testkit.mx.ScriptedMx#builder()} describes a host; with nothing said
 *       it works: EHLO, STARTTLS, PIPELINING, DATA and BDAT.
 *   <li>{@link org.enforcedtls.testkit.mx.ScriptedMxBuilder#on} replaces what it does on a {@link
 *       org.enforcedtls.testkit.mx.Cue}: by a text, or by a script of {@link
 *       org.enforcedtls.testkit.mx.Action}s. {@link org.enforcedtls.testkit.mx.MxFault} has the
 *       faults with a name.
 *   <li>{@link org.enforcedtls.testkit.mx.MxConnection} has the commands, the TLS that was
 *       negotiated and the octets; {@link org.enforcedtls.testkit.mx.ReceivedMessage} the envelope
 *       and the content.
 * </ol>
 *
 * <p>The host speaks the TLS of the JVM that it runs in. What {@code jdk.tls.disabledAlgorithms}
 * forbids there, such as TLS 1.0 and 3DES, it refuses to offer; a JVM that is started with a file
 * for {@code -Djava.security.properties} that permits it offers it, to all that runs in that JVM.
 *
 * <pre>{@code
 * TestCa ca = TestCa.create("Test CA");
 * try (ScriptedMx mx =
 *     ScriptedMx.builder()
 *         .certificate(ca.issue("mx.test"))
 *         .recipients("250 2.1.5 ok\r\n", "550 5.1.1 no such user\r\n")
 *         .start()) {
 *   application.sendTo(mx.address(), ca.clientContext());
 *
 *   ReceivedMessage message = mx.awaitMessages(1, Duration.ofSeconds(5)).get(0);
 *   assertThat(message.protection()).isEqualTo(Protection.TLS);
 *   assertThat(message.recipients()).hasSize(1);
 * }
 * }</pre>
 */
@NullMarked
package org.enforcedtls.testkit.mx;

import org.jspecify.annotations.NullMarked;
