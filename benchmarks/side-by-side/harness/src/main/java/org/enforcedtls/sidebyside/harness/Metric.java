package org.enforcedtls.sidebyside.harness;

import java.util.function.ToDoubleFunction;

/**
 * A column of a table.
 *
 * @param title with its unit
 * @param decimals to print
 * @param of what it is in a trial
 */
record Metric(String title, int decimals, ToDoubleFunction<Fields> of) {
  static final Metric RATE =
      new Metric("messages/s", 0, f -> f.number("messages") / f.number("seconds"));
  static final Metric CPU =
      new Metric("CPU s per 1,000", 3, f -> f.number("cpuSeconds") * 1000 / f.number("messages"));
  static final Metric MILLIS = new Metric("ms per message", 1, f -> f.number("messageMillis"));
  static final Metric TURNS =
      new Metric("turns per message", 2, f -> f.number("sink_turns") / f.number("messages"));
  static final Metric FULL_HANDSHAKES =
      new Metric("full handshakes", 0, f -> f.number("sink_fullHandshakes"));
  static final Metric RESUMED_HANDSHAKES =
      new Metric("resumed", 0, f -> f.number("sink_resumedHandshakes"));
  static final Metric SECONDS_OF_CPU = new Metric("CPU s", 3, f -> f.number("cpuSeconds"));
  static final Metric HEAP =
      new Metric("heap growth MiB", 2, f -> f.number("heapGrowthOctets") / (1 << 20));
  static final Metric RESIDENT = new Metric("VmHWM MiB", 0, f -> f.number("residentMaxKib") / 1024);
  static final Metric OPEN = new Metric("open at once", 0, f -> f.number("openMax"));
}
