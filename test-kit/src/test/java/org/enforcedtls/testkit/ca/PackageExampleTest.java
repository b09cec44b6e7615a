package org.enforcedtls.testkit.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.enforcedtls.testkit.PackageExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageExampleTest {
  @Test
  void exampleIsThatOfThePackage(@TempDir Path directory) throws IOException {
    Path anchors = directory.resolve("anchors.pem");

    TestCa ca = TestCa.create("Test CA");
    TestCertificate good = ca.issue("mx.fi.example");
    TestCertificate expired = ca.certificate("mx.fi.example").expired().issue();
    TestCertificate deep = ca.intermediate("Issuing CA").issue("mx.fi.example");
    TestCertificate broken = deep.presenting(deep.certificate()); // its intermediate left out
    ca.writePem(anchors); // what the client shall trust

    assertThat(good.chain()).hasSize(1);
    assertThat(expired.certificate().getNotAfter()).isInThePast();
    assertThat(broken.chain()).hasSize(1);
    assertThat(anchors).isNotEmptyFile();
    PackageExample.isPartOf(getClass());
  }
}
