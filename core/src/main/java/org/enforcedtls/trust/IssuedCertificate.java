package org.enforcedtls.trust;

import java.security.cert.X509Certificate;

/**
 * A certificate below the one that issued it on a path. Who answers for a certificate depends on
 * the issuer too: a path may lead over either of two with one name.
 */
record IssuedCertificate(X509Certificate certificate, X509Certificate issuer) {}
