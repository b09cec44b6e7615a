/**
 * Floor 8. One question over HTTP and its answer: for what certificates point to, for the policies
 * that domains publish, and for the reports that they ask for.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.internal.http.HttpCaller} finds the addresses of the host by the
 *       client's own means, refuses those that point inwards, and dials one.
 *   <li>{@link org.enforcedtls.internal.http.HttpRequest} is written, and {@link
 *       org.enforcedtls.internal.http.HttpResponseReader} reads the response (RFC 9112 §6), within
 *       limits on every line, on the fields and on the body; a body whose end a cut connection
 *       could feign only where a signature would tell. Both know streams only, so that they do as
 *       well inside TLS.
 *   <li>{@code VerifiedTls} comes between, where nothing else proves what is read: it is the gate
 *       that MX hosts have to pass.
 *   <li>{@link org.enforcedtls.internal.http.HttpRevocationFetcher} asks so for OCSP responses and
 *       CRLs, {@link org.enforcedtls.internal.http.HttpsPolicyFetcher} for policies of MTA-STS;
 *       {@link org.enforcedtls.internal.http.HttpsHandover} hands over what others asked for.
 * </ol>
 *
 * <p>Redirects are not followed, nothing is kept open, nothing is cached, and a document has status
 * 200 or is none: what needs more is not reached.
 */
@NullMarked
package org.enforcedtls.internal.http;

import org.jspecify.annotations.NullMarked;
