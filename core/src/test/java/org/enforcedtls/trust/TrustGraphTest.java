package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.TrustGraph.Arrow;
import org.enforcedtls.trust.TrustGraph.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A path is found if, and only if, there is a good one, in public key infrastructures where
 * authorities have certified each other, and whatever the order of what the server presents.
 */
final class TrustGraphTest {
  private static final long SEED = 4158;
  private static final Random ORDER = new Random(SEED);

  /** RFC 4158 §2.3, the mesh. */
  private static final TrustGraph MESH = new TrustGraph("TA->A TA->C A<->C A->B C->B");

  /** RFC 4158 §2.4, the bridge, of which four infrastructures hang together. */
  private static final TrustGraph BRIDGE =
      new TrustGraph(
          """
          W->F W->G F<->G F->H H<->I G->I
          X->J X->L J->K L->M L->N
          Y->A Y->C A<->C A->B C->B B->E B->D
          Z->O Z->P O->Q O->R R->S P->S R->T
          W<->Bridge X<->Bridge Y<->Bridge Z<->Bridge
          """);

  /** Every authority has certified every other one. */
  private static final TrustGraph COMPLETE =
      new TrustGraph(
          """
          TA->A A<->B A<->C A<->D A<->E A<->F A<->G B<->C B<->D B<->E B<->F B<->G
          C<->D C<->E C<->F C<->G D<->E D<->F D<->G E<->F E<->G F<->G
          """);

  @ParameterizedTest
  @EnumSource(Fault.class)
  void meshIsCrossedWhereverOneWayIsLeft(Fault fault) {
    List<Arrow> arrows = MESH.arrows();
    for (int choice = 0; choice < 1 << arrows.size(); choice++) {
      Set<Arrow> withFault = new HashSet<>();
      for (int i = 0; i < arrows.size(); i++) {
        if ((choice & 1 << i) != 0) {
          withFault.add(arrows.get(i));
        }
      }
      assertPathIsFoundIfThereIsOne(MESH, new Ends("TA", "B"), withFault, fault);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void bridgeIsCrossedFromEveryAnchorWhereverOneWayIsLeft(Fault fault) {
    Random random = new Random(SEED);
    for (String anchor : List.of("W", "X", "Y", "Z")) {
      for (int round = 0; round < 6; round++) {
        Set<Arrow> withFault = some(BRIDGE.arrows(), random.nextInt(8), random);
        assertPathIsFoundIfThereIsOne(BRIDGE, new Ends(anchor, "N"), withFault, fault);
      }
    }
  }

  /** But for what the JDK alone finds, and only on whole paths, of which there are too many. */
  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "POLICY_DEMANDED")
  void onlyWayThroughFullMeshIsFoundAmongAllFaultyOnes(Fault fault) {
    Set<Arrow> withFault = new HashSet<>(COMPLETE.arrows());
    withFault.removeAll(Arrow.all("TA->A A->C C->B B->G G->E E->D"));
    assertPathIsFoundIfThereIsOne(COMPLETE, new Ends("TA", "D"), withFault, fault);
    withFault.add(new Arrow("C", "B"));
    assertPathIsFoundIfThereIsOne(COMPLETE, new Ends("TA", "D"), withFault, fault);
  }

  /** Where a path is to begin and to end. */
  private record Ends(String anchor, String issuer) {}

  private static Set<Arrow> some(List<Arrow> arrows, int count, Random random) {
    List<Arrow> shuffled = new ArrayList<>(arrows);
    Collections.shuffle(shuffled, random);
    return new HashSet<>(shuffled.subList(0, count));
  }

  private static void assertPathIsFoundIfThereIsOne(
      TrustGraph graph, Ends ends, Set<Arrow> withFault, Fault fault) {
    List<Issued> presented = new ArrayList<>(graph.certificates(withFault, fault));
    Collections.shuffle(presented, ORDER);
    presented.add(0, graph.server(ends.issuer()));
    CertificateVerdict verdict =
        Verdicts.verify(
            Verdicts.trusting(graph.entity(ends.anchor())), presented.toArray(Issued[]::new));
    assertThat(verdict.isVerified())
        .as("from %s, %s %s: %s", ends, fault, withFault, verdict)
        .isEqualTo(graph.leads(ends.anchor(), ends.issuer(), withFault));
  }
}
