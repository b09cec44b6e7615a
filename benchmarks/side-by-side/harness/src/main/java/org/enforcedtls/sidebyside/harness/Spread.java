package org.enforcedtls.sidebyside.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Median, least and most of some numbers.
 *
 * @param median of an even count: half way between the two in the middle
 */
record Spread(double median, double least, double most) {
  static Spread of(List<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("numbers must hold at least one");
    }
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().getAsDouble());
  }

  String text(int decimals) {
    String number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + "–" + number + ")", median, least, most);
  }
}
