package org.enforcedtls.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A package imports only from lower floors, and says on which it is. */
class FloorsTest {
  private static final String ROOT = "org.enforcedtls.reporting";

  /** The lowest first. */
  private static final List<String> FLOORS =
      List.of(ROOT + ".report", ROOT + ".count", ROOT + ".store", ROOT + ".sending");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packageImportsOnlyFromLowerFloors() {
    Architectures.LayeredArchitecture floors =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String floor : FLOORS) {
      floors = floors.layer(floor).definedBy(floor);
    }
    for (int i = 0; i < FLOORS.size() - 1; i++) {
      String[] higher = FLOORS.subList(i + 1, FLOORS.size()).toArray(String[]::new);
      floors = floors.whereLayer(FLOORS.get(i)).mayOnlyBeAccessedByLayers(higher);
    }
    floors.check(CLASSES);
  }

  @Test
  void everyPackageHasItsFloorAndSaysSo() throws IOException {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(FLOORS);
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      Path info =
          Path.of("src/main/java", FLOORS.get(floor).replace('.', '/'), "package-info.java");
      assertThat(Files.readString(info)).contains(" * Floor " + floor + ". ");
    }
  }
}
