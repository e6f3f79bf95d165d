package io.polestar.bench.report;

import io.polestar.bench.figure.Findings;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of a report.
 *
 * @param failure why it found nothing or not everything, null when it did
 */
record Section(String title, Findings findings, @Nullable String failure) {}
