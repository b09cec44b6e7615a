/**
 * Floor 0 of the test kit. Certificates for tests, good ones and each kind of bad one.
 *
 * <p>A {@link org.enforcedtls.testkit.ca.TestCa} issues a {@link
 * org.enforcedtls.testkit.ca.TestCertificate}: a private key, and the chain that a host presents.
 * The good certificate is one call, every fault is one more:
 *
 * <pre>{@code
 * TestCa ca = TestCa.create("Test CA");
 * TestCertificate good = ca.issue("mx.fi.example");
 * TestCertificate expired = ca.certificate("mx.fi.example").expired().issue();
 * TestCertificate deep = ca.intermediate("Issuing CA").issue("mx.fi.example");
 * TestCertificate broken = deep.presenting(deep.certificate()); // its intermediate left out
 * ca.writePem(anchors); // what the client shall trust
 * }</pre>
 *
 * <p>Keys made here are made fast, not well guarded: they belong in tests alone.
 */
@NullMarked
package org.enforcedtls.testkit.ca;

import org.jspecify.annotations.NullMarked;
