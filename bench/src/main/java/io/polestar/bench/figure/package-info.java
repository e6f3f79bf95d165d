/** What a measurement finds: figures with their runs, distributions of latencies, curves, and how long finding them may take. */
@NullMarked
package io.polestar.bench.figure;

import org.jspecify.annotations.NullMarked;
