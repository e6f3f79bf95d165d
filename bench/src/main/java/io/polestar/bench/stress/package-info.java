/** Races the hardware and the compiler may lose for us: jcstress tests of what threads share. */
@NullMarked
package io.polestar.bench.stress;

import org.jspecify.annotations.NullMarked;
