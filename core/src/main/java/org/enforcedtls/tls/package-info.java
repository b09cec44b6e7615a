/**
 * Floor 2. What a TLS channel must be: protocol version and cipher suite, before the handshake and
 * after it.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.tls.CipherSuite} is known by its IANA and its OpenSSL name; its
 *       {@link org.enforcedtls.tls.StrengthRung} is its place on the strength ladder.
 *   <li>A {@link org.enforcedtls.tls.CipherProfile} is a dated list of suites. No profile can hold
 *       a suite below the floor of the ladder.
 *   <li>A {@link org.enforcedtls.tls.ChannelRequirement} is a profile and a least protocol version.
 *       It says what to offer, and checks what was agreed.
 *   <li>A {@link org.enforcedtls.tls.TlsEngine} does the handshakes.
 * </ol>
 *
 * <p>The recommendations behind the ladder: RFC 9325 §4.2 and RFC 8996 §2.
 */
@NullMarked
package org.enforcedtls.tls;

import org.jspecify.annotations.NullMarked;
