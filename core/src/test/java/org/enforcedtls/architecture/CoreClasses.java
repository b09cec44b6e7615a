package org.enforcedtls.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.enforcedtls.address.Domain;

/** What the compiler made of core, and of the fixtures that break the rules. */
final class CoreClasses {
  static final String ROOT = "org.enforcedtls";
  static final String FIXTURE_ROOT = ROOT + ".architecture.fixture";

  private static final URL LOCATION =
      Domain.class.getProtectionDomain().getCodeSource().getLocation();

  static final JavaClasses CORE = new ClassFileImporter().importUrl(LOCATION);
  static final JavaClasses FIXTURES =
      new ClassFileImporter()
          .importUrl(Objects.requireNonNull(CoreClasses.class.getResource("fixture")));

  private CoreClasses() {}

  static ModuleDescriptor descriptor() {
    return ModuleFinder.of(Path.of(URI.create(LOCATION.toString())))
        .find("org.enforcedtls.core")
        .orElseThrow()
        .descriptor();
  }
}
